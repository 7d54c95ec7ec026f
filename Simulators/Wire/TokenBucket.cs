namespace Commerce.Simulators.Wire;

/// <summary>A rate limit of so many calls per second with a burst of one second, as both services describe theirs.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly double _perSecond;
    private readonly TimeProvider _clock;
    private double _tokens;
    private long _at;

    public TokenBucket(double perSecond, TimeProvider clock)
    {
        (_perSecond, _clock) = (perSecond, clock);
        (_tokens, _at) = (perSecond, clock.GetTimestamp());
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            _tokens = Math.Min(_perSecond, _tokens + _clock.GetElapsedTime(_at, now).TotalSeconds * _perSecond);
            _at = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
