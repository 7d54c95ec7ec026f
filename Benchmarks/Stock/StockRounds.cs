namespace Commerce.Benchmarks.Stock;

/// <summary>Makes rounds: fresh SKUs, the load, then the check.</summary>
internal sealed class StockRounds(StockSettings asked, StockResult result)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    public async Task<StockRun> RunAsync(IStockSystem system, StockSetting setting, StockPlan plan, int units = StockSettings.Plenty)
    {
        var sale = new StockSale($"sale{++result.Rounds}", plan.Skus, units, Cap: 1);
        await system.OpenSaleAsync(sale);
        var driver = new StockDriver(system, setting, sale, plan);
        var run = await driver.RunAsync(asked.Length);
        var wrong = await new StockCheck(system, setting, sale, plan, driver.Answers, run.Asked).RunAsync();
        result.Wrong.AddRange(wrong);
        var found = wrong.Count == 0 ? "checked" : string.Join("; ", wrong);
        await Console.Error.WriteLineAsync($"{system.Name}, {setting.Name}: {run.Rate:N0}/s, {found}");
        return run;
    }

    /// <summary>One round of every setting; answers the fastest.</summary>
    public async Task<StockSetting> SweepAsync(IStockSystem system, StockPlan plan)
    {
        await WarmAsync(system, plan);
        var best = (Setting: system.Settings[0], Rate: 0.0);
        foreach (var setting in asked.Of(system))
        {
            var run = await RunAsync(system, setting, plan);
            result.Lines.Add(new(system.Name, plan.Name, setting.Name, run));
            if (run.Rate > best.Rate) best = (setting, run.Rate);
        }

        return best.Setting;
    }

    /// <summary>Pairs of rounds, one after the other, so that what else the machine does meets both alike.</summary>
    public async Task<List<(StockRun One, StockRun Other)>> PairAsync(
        (IStockSystem System, StockSetting Setting) one, (IStockSystem System, StockSetting Setting) other, StockPlan plan)
    {
        var pairs = new List<(StockRun, StockRun)>();
        for (var i = 0; i < asked.Rounds; i++)
        {
            pairs.Add((await RunAsync(one.System, one.Setting, plan), await RunAsync(other.System, other.Setting, plan)));
        }

        var load = $"{plan.Name}, median of {asked.Rounds}";
        result.Lines.Add(new(one.System.Name, load, one.Setting.Name, Median(pairs.Select(pair => pair.Item1))));
        result.Lines.Add(new(other.System.Name, load, other.Setting.Name, Median(pairs.Select(pair => pair.Item2))));
        return pairs;
    }

    private StockRun Median(IEnumerable<StockRun> runs) =>
        runs.OrderBy(run => run.Rate).Skip((asked.Rounds - 1) / 2).First();

    /// <summary>What is compiled and opened only once is not measured.</summary>
    private async Task WarmAsync(IStockSystem system, StockPlan plan)
    {
        foreach (var setting in asked.Of(system))
        {
            var sale = new StockSale($"warm{setting.Workers}", plan.Skus, StockSettings.Plenty, Cap: 1);
            await system.OpenSaleAsync(sale);
            await new StockDriver(system, setting, sale, plan).RunAsync(WarmUp);
        }
    }
}
