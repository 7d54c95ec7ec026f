namespace Commerce.Benchmarks.Stock;

/// <summary>What must hold of every round of every system. An empty list is a pass.</summary>
internal sealed class StockCheck(IStockSystem system, StockSetting setting, StockSale sale, StockPlan plan, long[] answers, int asked)
{
    private const int Shown = 5;
    private readonly List<string> _wrong = [];

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        if (system.Promise == StockPromise.Nothing) return [];
        var granted = Granted();
        await HoldsAsync(granted, "after the round");
        if (system.Promise == StockPromise.Keeps) await AskAgainAsync(granted);
        return [.. _wrong.Take(Shown).Select(what => $"{system.Name}, {setting.Name}: {what}")];
    }

    /// <summary>Units granted by the answers, each hold once; everything that answers alone can show is looked at on the way.</summary>
    private long Granted()
    {
        var units = new int[sale.Skus];
        var people = new int[sale.Skus];
        var taken = new int[asked];
        for (var i = 0; i < asked; i++)
        {
            if (answers[i] == 0) _wrong.Add($"request {i} was not answered");
            var first = plan.FirstWithHold(i);
            if (answers[i] != answers[first]) _wrong.Add($"request {i} was answered {answers[i]}, and before {answers[first]}");
            if (plan.FirstOfCustomer(i) == i) people[plan.Sku(i)]++;
            if (first != i || answers[i] < 0) continue;
            units[plan.Sku(i)]++;
            if (++taken[plan.FirstOfCustomer(i)] > sale.Cap) _wrong.Add($"customer {plan.CustomerId(i)} has more than the cap");
        }

        for (var sku = 0; sku < sale.Skus; sku++)
        {
            // The cap is 1: every customer is granted one unit while there are any.
            var due = Math.Min(sale.Units, people[sku]);
            if (units[sku] != due) _wrong.Add($"{sale.Sku(sku)}: {units[sku]} units granted, {due} were due");
        }

        return units.Sum(unit => (long)unit);
    }

    /// <summary>After a crash every request is sent once more: each must be answered as before, and no unit more be held.</summary>
    private async Task AskAgainAsync(long granted)
    {
        await system.ReopenAsync();
        await HoldsAsync(granted, "after the restart");
        var again = new StockDriver(system, setting, sale, plan);
        await again.RunAsync(Timeout.InfiniteTimeSpan, asked);
        var lost = Enumerable.Range(0, asked).Count(i => again.Answers[i] != answers[i]);
        if (lost > 0) _wrong.Add($"{lost} of {asked} answers are others after the restart");
        await HoldsAsync(granted, "in the end");
    }

    private async Task HoldsAsync(long granted, string when)
    {
        var held = await system.HeldAsync(sale);
        if (held != granted) _wrong.Add($"{held} units are held {when}, {granted} were granted");
    }
}
