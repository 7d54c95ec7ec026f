using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Operations;

/// <summary>One thing that must answer before traffic may come.</summary>
/// <param name="Name">As it stands in the answer and in the log.</param>
/// <param name="AskAsync">Fails, or does not come back, when it does not answer.</param>
internal sealed record ReadyCheck(string Name, Func<CancellationToken, Task> AskAsync);

/// <summary>
/// Whether this process can do its work. However often it is asked, everything is looked at once a second at most, all at once, and for two
/// seconds at most.
/// </summary>
public sealed class Readiness
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _turn = new();
    private readonly ReadyCheck[] _checks;
    private readonly TimeProvider _clock;
    private readonly ILogger<Readiness> _log;
    private Task<ImmutableArray<string>>? _looked;
    private long _lookedAt;
    private string _missing = "";

    internal Readiness(IEnumerable<ReadyCheck> checks, TimeProvider clock, ILogger<Readiness> log) =>
        (_checks, _clock, _log) = ([.. checks], clock, log);

    /// <summary>The names of what does not answer; empty: ready.</summary>
    public Task<ImmutableArray<string>> MissingAsync()
    {
        lock (_turn)
        {
            if (_looked is { } looked && (!looked.IsCompleted || _clock.GetElapsedTime(_lookedAt) < GoodFor)) return looked;
            _lookedAt = _clock.GetTimestamp();
            return _looked = Task.Run(LookAsync);
        }
    }

    private async Task<ImmutableArray<string>> LookAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var answers = await Task.WhenAll(_checks.Select(check => AnswersAsync(check, patience.Token)));
        ImmutableArray<string> missing = [.. _checks.Where((_, i) => !answers[i]).Select(check => check.Name)];
        Tell(string.Join(", ", missing));
        return missing;
    }

    /// <summary>On a thread of its own: what hangs without awaiting must not hold up the others.</summary>
    private async Task<bool> AnswersAsync(ReadyCheck check, CancellationToken patience)
    {
        try
        {
            await Task.Run(() => check.AskAsync(patience), patience).WaitAsync(patience);
            return true;
        }
        catch (Exception e)
        {
            if (!_missing.Contains(check.Name, StringComparison.Ordinal)) _log.PartDoesNotAnswer(e, check.Name);
            return false;
        }
    }

    /// <summary>Once for each change, not once a second.</summary>
    private void Tell(string missing)
    {
        if (missing == _missing) return;
        _missing = missing;
        if (missing.Length > 0) _log.NotReady(missing);
        else _log.ReadyAgain();
    }
}
