using System.CommandLine;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// <c>stock</c>: reservations of one hot SKU, and of a thousand, by the product, Redis and PostgreSQL side by side: the same requests,
/// the same checks, on disk before the answer. After every round the answers are checked, also against what a restart finds.
/// </summary>
internal static class StockCommand
{
    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per comparison" };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "Length of a round" };
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite", Description = "Where our journal lies" };
        var only = new Option<string[]>("--only") { AllowMultipleArgumentsPerToken = true, Description = "Only these comparisons" };
        var setting = new Option<string>("--setting") { DefaultValueFactory = _ => "", Description = "Only settings named like this" };
        var json = new Option<string?>("--json") { Description = "Write the result to this file" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a target is missed or cannot be measured" };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        only.AcceptOnlyFromAmong(StockSettings.All);
        var command = new Command("stock", "Reservations of a hot SKU, side by side with Redis and PostgreSQL")
        {
            rounds, seconds, store, only, setting, json, gate,
        };
        command.SetAction((parsed, _) => RunAsync(new(
            parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(store)!, parsed.GetValue(only) ?? [],
            parsed.GetValue(setting)!, parsed.GetValue(json), parsed.GetValue(gate))));
        return command;
    }

    private static async Task<int> RunAsync(StockSettings asked)
    {
        var result = new StockResult();
        if (StockSettings.InProcess.Any(asked.Does)) await new StockComparison(asked, result).RunAsync();
        if (asked.Does("http")) await new HttpComparison(asked, result).RunAsync();
        return await StockReport.PrintAsync(asked, result);
    }
}
