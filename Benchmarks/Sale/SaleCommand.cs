using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text.Json;
using Commerce.Benchmarks.Stock;

namespace Commerce.Benchmarks.Sale;

/// <summary>
/// <c>sale</c>: simulated shoppers buy one flash product over HTTP, with double taps, declined cards, abandoned carts and forged
/// tokens; then the books are checked. With <c>--kills</c> the server is killed at random instants meanwhile.
/// </summary>
internal static class SaleCommand
{
    public static Command Make()
    {
        var shoppers = new Option<int>("--shoppers") { DefaultValueFactory = _ => 2000, Description = "Simulated shoppers" };
        var stock = new Option<int>("--stock") { DefaultValueFactory = _ => 300, Description = "Units on sale" };
        var run = new Option<string>("--run") { DefaultValueFactory = _ => "r1", Description = "Name of the run: the same name, the same keys" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var url = new Option<Uri?>("--url") { Description = "A running Development server; without it one is started", CustomParser = Address };
        var password = new Option<string?>("--password") { Description = "Staff password of the server at --url" };
        var kills = new Option<int>("--kills") { Description = "How often to kill -9 the server (only without --url)" };
        var store = new Option<string>("--store")
        {
            DefaultValueFactory = _ => "sqlite",
            Description = "Where journal and read model lie; postgres starts one (only without --url)",
        };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        var json = new Option<string?>("--json") { Description = "Write the result to this file" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a check fails" };
        var command = new Command("sale", "A flash sale over HTTP, and a check of the books")
        {
            shoppers, stock, run, seed, url, password, kills, store, json, gate,
        };
        command.SetAction(async (parsed, stop) => await RunAsync(new(
            parsed.GetValue(shoppers), parsed.GetValue(stock), parsed.GetValue(run)!, parsed.GetValue(seed), parsed.GetValue(url),
            parsed.GetValue(password), parsed.GetValue(kills), parsed.GetValue(json), parsed.GetValue(gate), parsed.GetValue(store)!), stop));
        return command;
    }

    private static Uri? Address(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address)) return address;
        given.AddError("--url is no absolute address");
        return null;
    }

    private static async Task<int> RunAsync(SaleSettings sale, CancellationToken stop)
    {
        await using var postgres = await PostgresAsync(sale);
        await using var server = sale.Url is null ? new ServerProcess(On(postgres)) : null;
        var url = sale.Url ?? server!.Url;
        var tally = new SaleTally();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = SaleSettings.AtOnce, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        if (server is not null) await server.StartAsync(http);

        await using var staff = new Staff(url, tally);
        await staff.SignInAsync(sale.Password ?? server?.Password ?? throw new InvalidOperationException("Give --password with --url"));
        await PutStockAsync(sale, staff);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = staff.WatchAsync(closing.Token);
        var shoppers = await GatherAsync(sale, new(http, tally), tally);

        var clock = Stopwatch.StartNew();
        using var over = new CancellationTokenSource();
        var killing = server is null ? Task.CompletedTask : KillAsync(sale, server, http, tally, over.Token);
        await TogetherAsync(shoppers, SaleSettings.AtOnce, shopper => Guarded(shopper, tally));
        var took = clock.Elapsed;
        await over.CancelAsync();
        await killing;

        var checks = await new SaleBooks(sale, staff.Client, () => staff.Frame, shoppers).CheckAsync();
        await closing.CancelAsync();
        await watching;
        return await SaleReport.PrintAsync(sale, took, tally, shoppers, checks);
    }

    private static async Task<PostgresServer?> PostgresAsync(SaleSettings sale)
    {
        if (sale is not { Url: null, Store: "postgres" }) return null;
        var postgres = new PostgresServer();
        await postgres.CreateAsync();
        return postgres;
    }

    private static Dictionary<string, string>? On(PostgresServer? postgres) =>
        postgres is null ? null : new() { ["ConnectionStrings__Commerce"] = postgres.ConnectionString };

    private static Task TogetherAsync(IEnumerable<SaleShopper> shoppers, int atOnce, Func<SaleShopper, Task> act) =>
        Parallel.ForEachAsync(shoppers, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (shopper, _) => await act(shopper));

    private static async Task Guarded(SaleShopper shopper, SaleTally tally)
    {
        try
        {
            await shopper.ShopAsync();
        }
        catch (Exception e) when (e is TimeoutException or KeyNotFoundException or InvalidOperationException or JsonException)
        {
            tally.Fault($"a shopper was left without an answer that makes sense: {e.Message}");
        }
    }

    private static async Task PutStockAsync(SaleSettings sale, Staff staff)
    {
        var path = $"/api/shops/{SaleSettings.Shop}/staff/stock/{SaleSettings.Sku}";
        var now = (await staff.Client.GetAsync("stock", path)).Body;
        var delta = sale.Stock - now.GetProperty("supply").GetInt32();
        if (delta == 0) return;
        var key = $"sale-{sale.Run}-{sale.Stock}";
        var adjusted = await staff.Client.PostAsync("adjust stock", path + "/adjust", new { delta, why = $"sale {sale.Run}" }, key: key);
        if (!adjusted.Ok) throw new InvalidOperationException($"The stock could not be set to {sale.Stock}: {adjusted.Code}");
    }

    /// <summary>LINE users with tokens, before the clock starts: they were friends long before the sale.</summary>
    private static async Task<IReadOnlyList<SaleShopper>> GatherAsync(SaleSettings sale, ShopClient client, SaleTally tally)
    {
        var shoppers = new List<SaleShopper>();
        foreach (var names in Enumerable.Range(0, sale.Shoppers).Select(i => $"sale-{sale.Run}-{i}").Chunk(1000))
        {
            var users = await client.PostAsync("new LINE users", "/sim/line/_sim/users", new { names, follow = false });
            foreach (var (name, user) in names.Zip(users.Body.EnumerateArray()))
            {
                shoppers.Add(new(shoppers.Count, name, user.GetProperty("userId").GetString()!, sale, client, tally));
            }
        }

        await TogetherAsync(shoppers, 32, shopper => shopper.EnterAsync());
        return shoppers;
    }

    private static async Task KillAsync(SaleSettings sale, ServerProcess server, HttpClient http, SaleTally tally, CancellationToken over)
    {
        var random = new Random(sale.Seed);
        for (var kill = 0; kill < sale.Kills; kill++)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500 + random.Next(2000)), over);
            }
            catch (OperationCanceledException)
            {
                tally.Count("kills that came too late");
                return;
            }

            await server.KillAsync();
            tally.Count("kill -9 and start again");
            await server.StartAsync(http);
        }
    }
}
