using System.CommandLine;
using Commerce.Benchmarks.Stock;

namespace Commerce.Benchmarks.Checkout;

/// <param name="Seconds">How long checkouts are counted on each store, and how long pgbench runs.</param>
internal sealed record CheckoutSettings(int Seconds, int Shoppers, int AtOnce, bool Gate)
{
    public const string Shop = "kagetsudo", Sku = "P1";
}

/// <summary>
/// <c>checkout</c>: whole checkouts over HTTP (cart, order, payment at the simulated Stripe, settled), on SQLite and on PostgreSQL, beside
/// what pgbench makes of the same PostgreSQL; then the money is counted.
/// </summary>
internal static class CheckoutCommand
{
    public static Command Make()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20, Description = "Seconds of checkouts on each store, and of pgbench" };
        var shoppers = new Option<int>("--shoppers") { DefaultValueFactory = _ => 400, Description = "Different shoppers, each with one checkout at a time" };
        var atOnce = new Option<int>("--at-once") { DefaultValueFactory = _ => 32, Description = "Checkouts under way at once" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a yen is missing" };
        var command = new Command("checkout", "Full checkouts per second, and a count of the money") { seconds, shoppers, atOnce, gate };
        command.SetAction(async (parsed, stop) => await RunAsync(new(
            parsed.GetValue(seconds), parsed.GetValue(shoppers), parsed.GetValue(atOnce), parsed.GetValue(gate)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CheckoutSettings settings, CancellationToken stop)
    {
        List<CheckoutResult> results = [await CheckoutRun.OnAsync("SQLite", settings, null, stop)];
        PgBenchResult? pgbench = null;
        try
        {
            await using var postgres = new PostgresServer();
            await postgres.CreateAsync();
            pgbench = await PgBench.RunAsync(postgres, settings, stop);
            results.Add(await CheckoutRun.OnAsync("PostgreSQL", settings, new() { ["ConnectionStrings__Commerce"] = postgres.ConnectionString }, stop));
        }
        catch (MissingException missing)
        {
            Console.WriteLine($"Without PostgreSQL: {missing.Message}");
        }

        return CheckoutReport.Print(settings, results, pgbench);
    }
}
