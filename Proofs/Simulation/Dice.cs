namespace Commerce.Proofs.Simulation;

/// <summary>All chance of one simulation: the same seed, the same throws, on every machine and runtime (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public int Below(int most) => (int)(((Next() >> 32) * (ulong)most) >> 32);

    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>A length of time below this one.</summary>
    public long Below(TimeSpan most) => (long)(Next() >> 1) % most.Ticks;

    /// <summary>A length of time up to this one, in either direction.</summary>
    public long Around(TimeSpan most) => Below(2 * most) - most.Ticks;

    public T Of<T>(params ReadOnlySpan<T> any) => any[Below(any.Length)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
