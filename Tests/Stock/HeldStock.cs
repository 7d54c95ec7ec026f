using Commerce.Stock;

namespace Commerce.Tests.Stock;

/// <summary>A stock that answers when the test says so. Each call is recorded as it came.</summary>
internal sealed class HeldStock : StockOnPaper
{
    private readonly Lock _turn = new();
    private readonly List<Call> _calls = [];
    private readonly List<(int Count, TaskCompletionSource Heard)> _awaited = [];

    public IReadOnlyList<Call> Calls
    {
        get { lock (_turn) return [.. _calls]; }
    }

    /// <summary>Completes when this many calls have come.</summary>
    public Task CalledAsync(int count)
    {
        lock (_turn)
        {
            if (_calls.Count >= count) return Task.CompletedTask;
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, heard));
            return heard.Task;
        }
    }

    public override Task<HoldManyReply> HoldMany(HoldManyRequest request)
    {
        var call = new Call([.. request.Requests]);
        lock (_turn)
        {
            _calls.Add(call);
            foreach (var (count, heard) in _awaited)
            {
                if (_calls.Count >= count) heard.TrySetResult();
            }
        }

        return call.Reply.Task;
    }

    internal sealed class Call(HoldRequest[] asks)
    {
        public HoldRequest[] Asks => asks;

        public TaskCompletionSource<HoldManyReply> Reply { get; } = new();

        /// <summary>Grants all; each answer's version is the place of its ask in the call.</summary>
        public void Grant(int free = 10) => Reply.SetResult(new(
            [.. asks.Select((_, place) => new HoldReply(null, null, place))], new StockLevel(1, default, free, Paused: false, Version: 1)));
    }
}
