using System.Data.Common;
using Commerce.Silo.Stock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.ReadModel;

/// <summary>
/// Runs the projection in the background, out of the way of a sale: while the journal is busy it copies little and pauses long; what it
/// left is copied when the rush is over. While this process stores nothing, the databases are left alone but for a look now and then.
/// </summary>
internal sealed class EntryCopying(EntryProjection projection, StockJournal journal, TimeProvider clock, ILogger<EntryCopying> log)
    : BackgroundService
{
    private const int Most = 2_000;             // rows of one transaction: some 20 ms of a SQLite file that orders are written to as well
    private const int BusyEntries = 500;        // appended in a second
    private const int Rests = 60;               // pauses after which it looks also when it stored nothing: another silo may have left something
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), ShortPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ComingUp = TimeSpan.FromSeconds(10);    // shoppers wait for the shop, nobody for the copy

    private readonly long _started = clock.GetTimestamp();

    private long? _complete;    // all that was appended until then is copied
    private int _rests;
    private (long Appended, long At) _second = (0, clock.GetTimestamp());
    private bool _busy;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await LookAsync(stoppingToken);
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Copies, if there may be anything to copy; answers how long to pause.</summary>
    private async Task<TimeSpan> LookAsync(CancellationToken stop)
    {
        var appended = journal.Appended;
        var stored = journal.Pending == 0;    // looked at second: whatever was appended before is in the journal now
        Watch(appended);
        if (appended == _complete && ++_rests < Rests) return Pause;

        _rests = 0;
        var can = await CopyAsync(stop);
        _complete = can && stored && projection is { Behind: 0, HasMore: false } ? appended : null;
        return can && projection.HasMore && !_busy && !IsComingUp() ? ShortPause : Pause;
    }

    private bool IsComingUp() => clock.GetElapsedTime(_started) < ComingUp;

    /// <summary>Judges the journal anew when a second has passed.</summary>
    private void Watch(long appended)
    {
        var seconds = clock.GetElapsedTime(_second.At).TotalSeconds;
        if (seconds < 1) return;

        _busy = appended - _second.Appended > BusyEntries * seconds;
        _second = (appended, clock.GetTimestamp());
    }

    /// <summary>Answers whether it could.</summary>
    private async Task<bool> CopyAsync(CancellationToken stop)
    {
        try
        {
            await projection.CopyAsync(Most, stop);
            return true;
        }
        catch (Exception failed) when (failed is DbException or InvalidOperationException or TimeoutException)
        {
            log.NotCopied(failed);
        }
        catch (OperationCanceledException)
        {
        }

        return false;
    }
}
