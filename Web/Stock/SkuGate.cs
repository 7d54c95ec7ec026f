using System.Diagnostics;
using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>
/// How one SKU stands, as this web knows it. Whoever has to know better than that travels with everybody else in one call to the stock,
/// one call at a time and at most one per <paramref name="keep"/>, however many ask. A call that does not come back holds up a bounded
/// number of them; who comes later is told at once.
/// </summary>
internal sealed class SkuGate(IStockGrain stock, TimeProvider clock, TimeSpan keep)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _turn = new();
    private Known? _known;
    private Round _next = new();
    private Round? _running;
    private bool _going;

    /// <summary>When somebody last asked for it.</summary>
    public long Used { get; private set; }

    /// <summary>The last that is known, and whether it stood so at most <c>keep</c> ago. Asks nobody.</summary>
    public (StockView Stock, bool IsFresh)? Last => Volatile.Read(ref _known) is { } known ? (known.Stock, IsFresh(known.Asked)) : null;

    /// <summary>The stock as it stood at most <c>keep</c> before this was asked; older only while it does not answer.</summary>
    public ValueTask<StockView> LookAsync()
    {
        Used = clock.GetTimestamp();
        return Volatile.Read(ref _known) is { } known && (IsFresh(known.Asked) || IsStuck) ? new(known.Stock) : new(JoinAsync());
    }

    /// <summary>
    /// The stock as it stands, and whether it has answered this hold id before. Null: too many ask at once, or it does not answer.
    /// </summary>
    public Task<(StockView Stock, bool Known)>? Recognise(string holdId)
    {
        Used = clock.GetTimestamp();
        lock (_turn)
        {
            if (IsStuck || _next.HoldIds.Count >= RecogniseRequest.Most) return null;
            _next.HoldIds.Add(holdId);
            return FindAsync(Next(), holdId);
        }
    }

    /// <summary>A reading that came by the way, with an answer to somebody's hold.</summary>
    /// <param name="asked">A timestamp from before the stock stood so.</param>
    public void Hear(StockLevel level, long asked)
    {
        lock (_turn)
        {
            if (_known is not { } known || asked < known.Asked) return;
            var heard = StockGate.Hear(known.Stock, level);
            if (ReferenceEquals(heard, known.Stock)) return;
            _known = heard is null ? null : new(heard, asked);
        }
    }

    private bool IsStuck =>
        Volatile.Read(ref _running) is { Reply.Task.IsCompleted: false } running && clock.GetElapsedTime(running.Asked) > Patience;

    private static async Task<(StockView Stock, bool Known)> FindAsync(Task<RecogniseReply> asked, string holdId)
    {
        var reply = await asked;
        return (reply.Stock, reply.Known.Contains(holdId));
    }

    private bool IsFresh(long asked) => keep > TimeSpan.Zero && clock.GetElapsedTime(asked) <= keep;

    private async Task<StockView> JoinAsync()
    {
        Task<RecogniseReply> joined;
        lock (_turn)
        {
            joined = _running is { Reply.Task: { IsCompleted: false } asked } running && IsFresh(running.Asked) ? asked : Next();
        }

        return (await joined).Stock;
    }

    private Task<RecogniseReply> Next()
    {
        _next.IsWanted = true;
        if (!_going)
        {
            _going = true;
            _ = Task.Run(GoAsync);
        }

        return _next.Reply.Task;
    }

    private async Task GoAsync()
    {
        Activity.Current = null;   // it asks for everybody: no part of one shopper's trace
        while (IsNextWanted())
        {
            if (_running is { } last && keep - clock.GetElapsedTime(last.Asked) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock);
            await RunAsync(Begin());
        }
    }

    private bool IsNextWanted()
    {
        lock (_turn) return _going = _next.IsWanted;
    }

    private Round Begin()
    {
        lock (_turn)
        {
            var round = _next;
            round.Asked = clock.GetTimestamp();
            (_running, _next) = (round, new());
            return round;
        }
    }

    private async Task RunAsync(Round round)
    {
        try
        {
            var reply = await stock.Recognise(new([.. round.HoldIds]));
            lock (_turn)
            {
                if (_known is null || _known.Asked <= round.Asked) _known = new(reply.Stock, round.Asked);
            }

            round.Reply.SetResult(reply);
        }
        catch (Exception e)
        {
            round.Reply.SetException(e);   // goes to those who asked; the next round asks again
        }
    }

    private sealed record Known(StockView Stock, long Asked);

    /// <summary>Those who travel in one call.</summary>
    private sealed class Round
    {
        public List<string> HoldIds { get; } = [];

        public bool IsWanted { get; set; }

        public long Asked { get; set; }

        public TaskCompletionSource<RecogniseReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
