using System.Data.Common;
using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Operations;

/// <summary>Stops a start over a journal that is older than the data folder, and notes once a second how far the journal has come.</summary>
internal sealed class JournalWatch(JournalPlace place, StockJournal journal, JournalMark mark, ILogger<JournalWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private long _noted = -1;

    /// <exception cref="StartUpException">The journal is an older backup.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        using (var reader = place.Reader())
        {
            if (mark.Behind(place, reader) is { } behind)
            {
                throw new StartUpException(
                    $"The stock journal is older than this data folder ({behind}): restore a newer backup of it, or look at 'Silo audit' and "
                    + $"delete '{mark.File}' to sell on with it as it is.");
            }
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Note();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);   // real time, whatever the shop's clock says
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Note();
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    internal void Note()
    {
        var appended = journal.Appended;
        if (appended == _noted) return;
        try
        {
            using var reader = place.Reader();
            if (reader is null) return;
            mark.Write(place, reader.LastBlock());
            _noted = appended;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or InvalidOperationException
            or TimeoutException)
        {
            log.NotNoted(e);   // a database that is away, a disk that is full: the mark stays behind, which is safe
        }
    }
}
