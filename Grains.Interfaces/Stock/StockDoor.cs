using System.Collections.Concurrent;

namespace Commerce.Stock;

/// <summary>
/// The way to the stock when many ask at once: what arrives for a SKU while its last calls run travels together in the next one
/// (<see cref="IStockGrain.HoldMany"/>), the first at once. Nothing waits for a timer, and what waits is bounded: beyond that an ask
/// is turned away on arrival. Bounded by the SKUs that somebody waits for right now.
/// </summary>
/// <param name="stockOf">The stock of a key, <c>shop/sku</c>.</param>
/// <param name="clock">Tells how long a SKU has not moved.</param>
public sealed class StockDoor(Func<string, IStockGrain> stockOf, TimeProvider clock, StockDoorLimits limits)
{
    private readonly ConcurrentDictionary<string, StockQueue> _queues = new();
    private int _waiting;

    /// <summary>
    /// Hears how a SKU stood, from every answer that comes through this door, and a timestamp of the clock from before it was asked for:
    /// the level is no older than that.
    /// </summary>
    public event Action<string, StockLevel, long>? LevelHeard;

    /// <summary>Asks for all SKUs, sent or not.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    internal StockDoorLimits Limits => limits;

    internal TimeProvider Clock => clock;

    /// <summary>Asks for units. May be called from anywhere, also from a grain's turn.</summary>
    /// <exception cref="StockBusyException">In the task: too many wait. Nothing was asked, nothing has happened.</exception>
    /// <exception cref="Exception">In the task: the call failed. Whether it was done is unknown; ask again with the same hold id.</exception>
    public Task<HoldReply> HoldAsync(string key, HoldRequest ask) =>
        TryHold(key, ask) ?? Task.FromException<HoldReply>(new StockBusyException($"Too many wait for {key}"));

    /// <summary>As <see cref="HoldAsync"/>, but null when too many wait: that is told often, and costs no exception.</summary>
    public Task<HoldReply>? TryHold(string key, HoldRequest ask)
    {
        // What the grain would choke on would take the whole batch with it.
        ArgumentException.ThrowIfNullOrEmpty(ask.HoldId);
        ArgumentException.ThrowIfNullOrEmpty(ask.CustomerId);

        if (Interlocked.Increment(ref _waiting) <= limits.Waiting)
        {
            var waiting = new WaitingHold(ask);
            while (true)
            {
                var queue = _queues.GetOrAdd(key, static (k, door) => new(k, door.StockOf(k), door), this);
                if (queue.Add(waiting) is not { } taken) continue;   // it ended just now
                if (taken) return waiting.Task;
                break;
            }
        }

        Interlocked.Decrement(ref _waiting);
        return null;
    }

    internal IStockGrain StockOf(string key) => stockOf(key);

    internal int Queues => _queues.Count;

    internal void Forget(string key, StockQueue queue) => _queues.TryRemove(new(key, queue));

    internal void Left(int waiting) => Interlocked.Add(ref _waiting, -waiting);

    internal void Hear(string key, StockLevel level, long asked) => LevelHeard?.Invoke(key, level, asked);
}

/// <summary>How much may wait at a <see cref="StockDoor"/>. Configuration section <c>StockDoor</c>.</summary>
public sealed record StockDoorLimits
{
    public static readonly StockDoorLimits Default = new();

    /// <summary>Calls to one SKU that may run together: while one waits for the disk the next is decided.</summary>
    public int Calls { get; init; } = 2;

    /// <summary>Asks for one SKU that have not been sent yet.</summary>
    public int WaitingPerSku { get; init; } = 4_096;

    /// <summary>Asks for all SKUs, sent or not.</summary>
    public int Waiting { get; init; } = 65_536;

    /// <summary>A SKU whose calls have not moved for so long takes no more asks.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>Too many ask for units of a SKU at this moment. Nothing was asked of the stock: the caller comes back a little later.</summary>
[GenerateSerializer, Alias("stock.busy-exception.v1")]
public sealed class StockBusyException : Exception
{
    public StockBusyException()
    {
    }

    public StockBusyException(string message)
        : base(message)
    {
    }

    public StockBusyException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
