namespace Commerce.Benchmarks.Stock;

/// <summary>Something that sells stock: ours and what it is compared with, with the same checks and driven in the same way.</summary>
internal interface IStockSystem : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Ways of driving it; the fastest counts.</summary>
    IReadOnlyList<StockSetting> Settings { get; }

    StockPromise Promise { get; }

    /// <exception cref="MissingException">What it needs is not installed.</exception>
    Task StartAsync();

    /// <summary>Fresh SKUs with stock and terms, as large and as empty for every round.</summary>
    Task OpenSaleAsync(StockSale sale);

    Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale);

    /// <summary>Processor time its process, or processes, have used.</summary>
    TimeSpan Cpu();

    /// <summary>Units it says are held, of all SKUs of the sale.</summary>
    Task<long> HeldAsync(StockSale sale);

    /// <summary>Loses everything that is not stored, and starts again on what is.</summary>
    Task ReopenAsync();

    /// <summary>Flushes of the sale and entries in them, where it counts them.</summary>
    (long Flushes, long Entries)? Flushed { get; }
}

/// <summary>What a system is checked for after each round.</summary>
internal enum StockPromise
{
    /// <summary>It sells nothing; it is there for comparison.</summary>
    Nothing,

    /// <summary>It grants what is due, and forgets it.</summary>
    Grants,

    /// <summary>What it has answered it answers again after a crash.</summary>
    Keeps,
}

/// <summary>One caller or connection. Not shared.</summary>
internal interface IStockClient : IAsyncDisposable
{
    /// <summary>Asks the requests from <paramref name="from"/> on, all at once, and writes their answers down: the end
    /// of the hold (above 0), or the reason of a refusal (below).</summary>
    ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers);
}

/// <param name="Workers">Callers or connections.</param>
/// <param name="Batch">Requests that each has under way at once.</param>
/// <param name="Door">They come through the product's door, which makes batches of what arrives together.</param>
internal sealed record StockSetting(string Name, int Workers, int Batch = 1, bool Door = false);

/// <summary>What is sold in one round. Every round has a name of its own, so that its keys are fresh.</summary>
internal sealed record StockSale(string Name, int Skus, int Units, int Cap)
{
    public const string Shop = "bench";
    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(30);

    public string Sku(int i) => $"{Name}-{i}";
}

/// <summary>A system that cannot be measured here, and why.</summary>
internal sealed class MissingException(string what) : Exception(what);
