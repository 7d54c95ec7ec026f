namespace Commerce.Benchmarks.Stock;

/// <summary>
/// The requests of a round, made before the clock starts and the same for every system: nine of ten from new customers, one of twenty
/// sent again with its key, one of twenty from somebody who has had the cap.
/// </summary>
internal sealed class StockPlan
{
    private const int Repeats = 5, OverCap = 5;    // per cent
    private const int Recently = 4_000;            // how many requests back a repeat or a greedy customer is found

    private readonly int[] _holds, _customers, _skus;
    private readonly string[] _holdIds, _customerIds;

    private StockPlan(string name, int skus, int count)
    {
        (Name, Skus) = (name, skus);
        _holds = new int[count];
        _customers = new int[count];
        _skus = new int[count];
        _holdIds = new string[count];
        _customerIds = new string[count];
    }

    public string Name { get; }

    public int Skus { get; }

    public int Count => _skus.Length;

    public string HoldId(int i) => _holdIds[i];

    public string CustomerId(int i) => _customerIds[i];

    public int Sku(int i) => _skus[i];

    /// <summary>The first request with this one's hold id.</summary>
    public int FirstWithHold(int i) => _holds[i];

    /// <summary>The first request of this one's customer.</summary>
    public int FirstOfCustomer(int i) => _customers[i];

    /// <param name="first">Number of the first hold: plans that do not overlap ask for other holds of the same customers.</param>
    public static StockPlan OneSku(int count, int first = 0) => Make(new("one SKU", 1, count), _ => 0, first);

    public static StockPlan Uniform(int count, int skus) => Make(new($"{skus:N0} SKUs, uniform", skus, count), random => random.Next(skus));

    /// <summary>Zipf with exponent 1: the n-th SKU is asked for 1/n as often as the first.</summary>
    public static StockPlan Zipf(int count, int skus)
    {
        var upTo = new double[skus];
        for (var i = 0; i < skus; i++) upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + (1.0 / (i + 1));
        return Make(new($"{skus:N0} SKUs, Zipf", skus, count), random =>
        {
            var at = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
            return Math.Min(at < 0 ? ~at : at, skus - 1);
        });
    }

    /// <param name="sku">Draws the SKU of a new customer.</param>
    private static StockPlan Make(StockPlan plan, Func<Random, int> sku, int first = 0)
    {
        var random = new Random(1);
        for (var i = 0; i < plan.Count; i++)
        {
            var like = random.Next(Math.Max(0, i - Recently), Math.Max(1, i));
            var what = i == 0 ? 100 : random.Next(100);
            var (repeats, greedy) = (what < Repeats, what < Repeats + OverCap);
            plan._skus[i] = greedy ? plan._skus[like] : sku(random);
            plan._holds[i] = repeats ? plan._holds[like] : i;
            plan._customers[i] = greedy ? plan._customers[like] : i;
            // As long as the ids of orders and of LINE users.
            plan._holdIds[i] = repeats ? plan._holdIds[like] : $"0196f0aa-1111-7222-8333-{first + i:x12}";
            plan._customerIds[i] = greedy ? plan._customerIds[like] : $"U4af498062901{i:x20}";
        }

        return plan;
    }
}
