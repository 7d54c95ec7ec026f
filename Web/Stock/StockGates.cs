using System.Collections.Concurrent;
using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>The gates of the SKUs that are asked for. Bounded: those that nobody has asked for lately make room.</summary>
internal sealed class StockGates
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, SkuGate> _gates = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly GateOptions _options;

    public StockGates(IGrainFactory grains, StockDoor door, TimeProvider clock, GateOptions options)
    {
        (_grains, _clock, _options) = (grains, clock, options);
        door.LevelHeard += Hear;
    }

    /// <param name="key">The key of the stock of a product that exists: nobody conjures up a grain.</param>
    public SkuGate Of(string key)
    {
        if (_gates.TryGetValue(key, out var gate)) return gate;
        if (_gates.Count >= _options.Skus) Forget();
        return _gates.GetOrAdd(key, k => new(_grains.GetGrain<IStockGrain>(k), _clock, _options.LevelFor));
    }

    private void Hear(string key, StockLevel level, long asked)
    {
        if (_gates.TryGetValue(key, out var gate)) gate.Hear(level, asked);
    }

    private void Forget()
    {
        foreach (var (key, gate) in _gates)
        {
            if (_clock.GetElapsedTime(gate.Used) > Lately) _gates.TryRemove(key, out _);
        }

        if (_gates.Count >= _options.Skus) _gates.Clear();   // all of them are asked for: each is looked at anew
    }
}
