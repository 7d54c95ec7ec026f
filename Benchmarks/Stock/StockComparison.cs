namespace Commerce.Benchmarks.Stock;

/// <summary>The comparisons in process, one after the other; what has no competitor on this machine is named as missing.</summary>
internal sealed class StockComparison(StockSettings asked, StockResult result)
{
    private readonly StockRounds _rounds = new(asked, result);
    private readonly StockPlan _plan = StockPlan.OneSku(asked.Requests);
    private readonly List<StockRun> _ours = [];

    public async Task RunAsync()
    {
        await using var ours = new OurStock(asked.Store == "postgres" ? OurJournal.Postgres : OurJournal.Sqlite);
        await ours.StartAsync();
        var best = await _rounds.SweepAsync(ours, _plan);
        if (asked.Does("redis")) await AgainstAsync((ours, best), new RedisStock(), "Redis, one SKU", 1.5);
        if (asked.Does("postgres")) await AgainstAsync((ours, best), new PostgresStock(), "PostgreSQL, one row", 50);
        if (asked.Does("durability")) await DurabilityAsync(ours, best);
        var bytes = _ours.Select(run => run.Bytes).ToArray();
        if (bytes.Length > 0) result.Targets.Add(new("Bytes allocated per reservation in process", 512, bytes, AtMost: true));
        if (asked.Does("soldout")) await SoldOutAsync(ours, best);
        if (asked.Does("skus")) await ManySkusAsync(ours);
    }

    private async Task AgainstAsync((OurStock System, StockSetting Setting) ours, IStockSystem other, string what, double target)
    {
        await using (other)
        {
            try
            {
                await other.StartAsync();
            }
            catch (MissingException missing)
            {
                result.Targets.Add(new($"Reservations/s against {what}", target, [], Note: missing.Message));
                return;
            }

            var best = await _rounds.SweepAsync(other, _plan);
            var pairs = await _rounds.PairAsync((ours.System, ours.Setting), (other, best), _plan);
            _ours.AddRange(pairs.Select(pair => pair.One));
            result.Targets.Add(StockTarget.Ratio(what, target, pairs));
        }
    }

    /// <summary>The same load on the same silo with a journal that does nothing, and over a disk that does nothing.</summary>
    private async Task DurabilityAsync(OurStock ours, StockSetting setting)
    {
        foreach (var (journal, target) in new[] { (OurJournal.None, 0.8), (OurJournal.NoDisk, 0) })
        {
            await using var other = new OurStock(journal);
            await _rounds.SweepAsync(other, _plan);
            var pairs = await _rounds.PairAsync((ours, setting), (other, setting), _plan);
            _ours.AddRange(pairs.Select(pair => pair.One));
            result.Targets.Add(StockTarget.Ratio(other.Name, target, pairs));
        }
    }

    /// <summary>Nearly every answer is a refusal, and every one of them is stored.</summary>
    private async Task SoldOutAsync(OurStock ours, StockSetting setting)
    {
        const int Units = 1000;
        var run = await _rounds.RunAsync(ours, setting, _plan, Units);
        result.Lines.Add(new(ours.Name, $"one SKU, sold out after {Units:N0}", setting.Name, run));
    }

    private async Task ManySkusAsync(OurStock ours)
    {
        await _rounds.SweepAsync(ours, StockPlan.Zipf(asked.Requests, StockSettings.Skus));
        await _rounds.SweepAsync(ours, StockPlan.Uniform(asked.Requests, StockSettings.Skus));
    }
}
