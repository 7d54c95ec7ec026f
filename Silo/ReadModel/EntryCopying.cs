using System.Data.Common;
using Commerce.Silo.Stock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.ReadModel;

/// <summary>
/// Runs the projection in the background, out of the way of a sale: while the journal is busy it copies little and pauses long; what it
/// left is copied when the rush is over.
/// </summary>
internal sealed class EntryCopying(EntryProjection projection, StockJournal journal, TimeProvider clock, ILogger<EntryCopying> log)
    : BackgroundService
{
    private const int Most = 2_000;             // rows of one transaction: some 20 ms of a SQLite file that orders are written to as well
    private const int BusyEntries = 500;        // appended since the last look
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), ShortPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ComingUp = TimeSpan.FromSeconds(10);    // shoppers wait for the shop, nobody for the copy

    private readonly long _started = clock.GetTimestamp();

    private long _appended;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var copied = await CopyAsync(stoppingToken);
            await Task.Delay(copied < Most || IsBusy() || IsComingUp() ? Pause : ShortPause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsComingUp() => clock.GetElapsedTime(_started) < ComingUp;

    private bool IsBusy()
    {
        var before = _appended;
        _appended = journal.Appended;
        return _appended - before > BusyEntries;
    }

    private async Task<int> CopyAsync(CancellationToken stop)
    {
        try
        {
            return await projection.CopyAsync(Most, stop);
        }
        catch (Exception failed) when (failed is DbException or InvalidOperationException or TimeoutException)
        {
            log.NotCopied(failed);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
