using System.Collections.Concurrent;
using System.Security.Cryptography;
using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>
/// Counts what the gate refused and tells each stock once a second, so that desk and books know of it. A report that got no answer is
/// sent again under its number, before any newer one. Bounded by SKUs and reasons.
/// </summary>
internal sealed class EdgeRefusals(IGrainFactory grains, TimeProvider clock, ILogger<EdgeRefusals> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), AtTheEnd = TimeSpan.FromSeconds(5);

    private readonly string _source = "web-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly ConcurrentDictionary<(string Key, Reason Reason), int> _counts = new();
    private readonly Dictionary<string, Queue<NoteRefusedRequest>> _unsent = [];
    private readonly SemaphoreSlim _telling = new(1);
    private long _number;

    public void Count(string key, Reason reason) => _counts.AddOrUpdate((key, reason), 1, (_, count) => count + 1);

    /// <summary>Tells what has been counted so far. What cannot be told now is kept for the next time.</summary>
    public async Task TellAsync()
    {
        await _telling.WaitAsync();
        try
        {
            Collect();
            foreach (var (key, reports) in _unsent.ToArray())
            {
                await TellAsync(key, reports);
                if (reports.Count == 0) _unsent.Remove(key);
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await TellAsync().WaitAsync(AtTheEnd, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            log.LastRefusalsNotTold(e);
        }
    }

    public override void Dispose()
    {
        _telling.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await TellAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Collect()
    {
        foreach (var (key, reason) in _counts.Keys)
        {
            if (!_counts.TryRemove((key, reason), out var count)) continue;
            if (!_unsent.TryGetValue(key, out var reports)) _unsent[key] = reports = new();
            reports.Enqueue(new(_source, ++_number, reason, count));
        }
    }

    private async Task TellAsync(string key, Queue<NoteRefusedRequest> reports)
    {
        try
        {
            while (reports.TryPeek(out var report))
            {
                await grains.GetGrain<IStockGrain>(key).NoteRefused(report);
                reports.Dequeue();
            }
        }
        catch (Exception e)
        {
            log.RefusalsNotTold(e, key, reports.Count);
        }
    }
}
