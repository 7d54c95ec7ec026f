using Commerce.Stock;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

/// <summary>
/// Wakes the stock that was sold a lot of just before this start, so that its long log is read while the rest of the shop still comes up,
/// and not when the first shopper asks. A hint: what fails here is met again, and told, by whoever asks.
/// </summary>
internal sealed partial class LongLogs(JournalPlace place, IGrainFactory grains, TimeProvider clock, ILogger<LongLogs> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Shorter logs are read in the time of a call.</summary>
    private const int Long = 50_000;
    private const int Most = 16;
    private static readonly TimeSpan JustBefore = TimeSpan.FromHours(12);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LongLogs), ServiceLifecycleStage.Active, Start, _ => Task.CompletedTask);

    private Task Start(CancellationToken stop)
    {
        _ = Task.Run(WakeAsync, CancellationToken.None);   // nobody waits for it
        return Task.CompletedTask;
    }

    private async Task WakeAsync()
    {
        try
        {
            // One after the other: whoever is asked for meanwhile needs a core too. One that cannot be read keeps no other from it.
            foreach (var key in Find())
            {
                var look = grains.GetGrain<IStockGrain>(key).Look();
                await ((Task)look).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (look.Exception is { } failed) NotReadAhead(failed);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the shop starts without this.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            NotReadAhead(failed);
        }
    }

    /// <summary>The longest first.</summary>
    internal IReadOnlyList<string> Find()
    {
        using var stored = place.Reader();
        if (stored is null) return [];
        var since = clock.GetUtcNow() - JustBefore;
        var found = stored.Heads().Where(head => head.Last >= Long).OrderByDescending(head => head.Last).Take(Most);
        return [.. found.Where(head => LastAt(stored, head.Key, head.Last) >= since).Select(head => head.Key)];
    }

    private static DateTimeOffset LastAt(IJournalReader stored, string key, long last)
    {
        DateTimeOffset at = default;
        stored.Segments(key, last - 1, (in _, bytes) =>
        {
            for (var i = 0; i < bytes.Length;) at = StockEntryCodec.Read(bytes, ref i).At;
            return true;
        });
        return at;
    }

    [LoggerMessage(1102, LogLevel.Warning, "Not every long stock log was read ahead of its first request")]
    private partial void NotReadAhead(Exception cause);
}
