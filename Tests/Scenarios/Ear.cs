using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Commerce.Tests.Scenarios;

/// <summary>
/// Hears every call that a grain has finished, and can make one fail before or after its work: a process that ends there would look
/// the same to the caller.
/// </summary>
internal sealed class Ear : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<string> _finished = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _answered = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, bool> _lostBefore = new(), _lostAfter = new();

    /// <summary>The next call of this name does not arrive.</summary>
    public void LoseCall(string call) => _lostBefore[call] = true;

    /// <summary>The next call of this name does its work, but its answer does not arrive.</summary>
    public void LoseAnswer(string call) => _lostAfter[call] = true;

    /// <summary>Waits until a call such as <c>IOutboxGrain.Settle</c> has been done and answered, or lost.</summary>
    public Task Hears(string call) => Hears(_finished, call);

    /// <summary>What was heard until now is not told any more.</summary>
    public void Forget()
    {
        while (_finished.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>The next call that has been done and answered, or lost; each is told once.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _finished.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Waits until the answer has come back to the caller, in the caller's own turn.</summary>
    public Task HearsAnswer(string call) => Hears(_answered, call);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var call = NameOf(context);
        try
        {
            if (_lostBefore.TryRemove(call, out _)) throw new IOException($"{call} was lost");
            await context.Invoke();
            if (_lostAfter.TryRemove(call, out _)) throw new IOException($"the answer of {call} was lost");
        }
        finally
        {
            _finished.Writer.TryWrite(call);
        }
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        finally
        {
            _answered.Writer.TryWrite(NameOf(context));
        }
    }

    private static string NameOf(IGrainCallContext context) => $"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}";

    private static async Task Hears(Channel<string> calls, string call)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await calls.Reader.ReadAsync(patience.Token) != call)
        {
        }
    }
}
