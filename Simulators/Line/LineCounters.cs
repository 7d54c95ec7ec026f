namespace Commerce.Simulators.Line;

/// <summary>What one account's traffic looked like since the process started, for tests and demonstrations.</summary>
internal sealed class LineCounters
{
    private long _push, _multicast, _reply, _duplicates, _otherBody, _overQuota, _invalid;

    public void Accepted(string kind)
    {
        switch (kind)
        {
            case "push": Interlocked.Increment(ref _push); break;
            case "multicast": Interlocked.Increment(ref _multicast); break;
            default: Interlocked.Increment(ref _reply); break;
        }
    }

    /// <summary>The real service never says that the body differed; a test wants to know.</summary>
    public void Refused(bool sameBody)
    {
        Interlocked.Increment(ref _duplicates);
        if (!sameBody) Interlocked.Increment(ref _otherBody);
    }

    public void OverQuota() => Interlocked.Increment(ref _overQuota);
    public void Invalid() => Interlocked.Increment(ref _invalid);

    public object Look() => new
    {
        acceptedPushes = Interlocked.Read(ref _push),
        acceptedMulticasts = Interlocked.Read(ref _multicast),
        acceptedReplies = Interlocked.Read(ref _reply),
        duplicatesRefused = Interlocked.Read(ref _duplicates),
        retryKeysReusedWithOtherBody = Interlocked.Read(ref _otherBody),
        quotaRefused = Interlocked.Read(ref _overQuota),
        invalidRefused = Interlocked.Read(ref _invalid),
    };
}
