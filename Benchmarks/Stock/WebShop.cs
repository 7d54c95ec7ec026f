using System.Net.Http.Json;
using System.Text;
using Commerce.Benchmarks.Sale;
using static Commerce.Benchmarks.Sale.SaleSettings;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// The product as a process of its own, with shoppers who are signed in and staff who put products on sale. Its simulators run in it too;
/// they idle while it is measured. All shoppers come from one address here, and each asks more often than a person would: both may do more
/// than is usual.
/// </summary>
internal sealed class WebShop : IAsyncDisposable
{
    private const string Api = "/api/shops/" + Shop, Unlimited = "100000000";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private readonly SaleTally _tally = new();
    private readonly HttpClient _http;
    private readonly Staff _staff;
    private int _warmed;

    /// <param name="postgres">Where it keeps everything; without it, in its folder.</param>
    public WebShop(string? postgres = null)
    {
        Server = new(new()
        {
            ["ConnectionStrings__Commerce"] = postgres ?? "",
            ["RateLimits__Address__PerSecond"] = Unlimited,
            ["RateLimits__Address__Burst"] = Unlimited,
            ["RateLimits__Holds__PerSecond"] = Unlimited,
            ["RateLimits__Holds__Burst"] = Unlimited,
        });
        _http = new() { BaseAddress = Server.Url };
        _staff = new(Server.Url, _tally);
    }

    public ServerProcess Server { get; }

    /// <summary>The shoppers' tokens, as they stand in a request.</summary>
    public byte[][] Tokens { get; private set; } = [];

    public async Task StartAsync(int shoppers)
    {
        await Server.StartAsync(_http);
        await _staff.SignInAsync(Server.Password);
        var users = new List<string>();
        foreach (var names in Enumerable.Range(0, shoppers).Select(i => $"bench-{i}").Chunk(1000))
        {
            using var made = await _http.PostAsJsonAsync("/sim/line/_sim/users", new { names, follow = false });
            users.AddRange((await made.Content.ReadFromJsonAsync<List<LineUser>>())!.Select(user => user.UserId));
        }

        var client = new ShopClient(_http, _tally);
        Tokens = new byte[shoppers][];
        await Parallel.ForAsync(0, shoppers, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var issued = await client.PostAsync("token", $"/sim/line/_sim/users/{users[i]}/id-token", new { });
            var token = issued.Body.GetProperty("idToken").GetString()!;
            Tokens[i] = Encoding.ASCII.GetBytes(token);
        });
    }

    public async Task RestartAsync()
    {
        await Server.KillAsync();
        await Server.StartAsync(_http);
        IsCold = true;
    }

    /// <summary>It was started again: what it compiles first is not what it runs later.</summary>
    public bool IsCold { get; private set; } = true;

    /// <summary>Has it compile what both kinds of request run, as in any server that has been up for a while.</summary>
    public async Task WarmAsync(StockPlan plan)
    {
        if (!IsCold) return;
        IsCold = false;
        await EnterAsync();
        var sale = new StockSale($"warm{++_warmed}", 1, StockSettings.Plenty, Cap: 1);
        foreach (var system in new IStockSystem[] { new HttpTime(this, plan), new HttpStock(this, plan) })
        {
            await system.OpenSaleAsync(sale);
            await new StockDriver(system, system.Settings[0], sale, plan).RunAsync(WarmUp);
        }
    }

    /// <summary>Puts a new product on sale; answers when shoppers can hold it.</summary>
    public async Task OpenAsync(string sku, int units, int cap)
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var terms = new { opens, closes = opens.AddHours(2), perOrder = (int?)null, perPerson = cap };
        var product = new
        {
            expectedVersion = 0,
            name = sku,
            description = "",
            image = "",
            categoryIds = Array.Empty<string>(),
            price = 1000,
            tax = "standard",
            terms,
        };
        var put = await _staff.Client.PutAsync("product", $"{Api}/staff/products/{sku}", product);
        if (!put.Ok) throw new InvalidOperationException($"No product {sku}: {put.Body}");
        var stock = new { delta = units, why = "benchmark" };
        var adjusted = await _staff.Client.PostAsync("stock", $"{Api}/staff/stock/{sku}/adjust", stock, key: sku);
        if (!adjusted.Ok) throw new InvalidOperationException($"No stock of {sku}: {adjusted.Code}");
        while (await CodeAsync(sku) != "bad-quantity") await Task.Delay(50);   // the web looks at the catalogue once a second
    }

    public async Task<long> HeldAsync(string sku) =>
        (await _staff.Client.GetAsync("stock", $"{Api}/staff/stock/{sku}")).Body.GetProperty("held").GetInt64();

    public async ValueTask DisposeAsync()
    {
        await _staff.DisposeAsync();
        await Server.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Every shopper is seen once: a server that has just started asks LINE who they are.</summary>
    private async Task EnterAsync()
    {
        const int AtOnce = 32;
        await Task.WhenAll(Tokens.Chunk((Tokens.Length / AtOnce) + 1).Select(async tokens =>
        {
            await using var connection = await HttpConnection.OpenAsync(Server.Url);
            foreach (var token in tokens)
            {
                connection.Write($"GET {Api}/cart HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ");
                connection.Write(token);
                connection.Write("\r\n\r\n");
                await connection.AskAsync();
                if (connection.Status != 200) throw new InvalidOperationException($"A shopper was answered {connection.Status}");
            }
        }));
    }

    /// <summary>A shopper with fresh keys tries until a unit is theirs.</summary>
    public async Task GrantedAsync(string sku, int round)
    {
        for (var i = 0; ; i++)
        {
            // From the end: the shoppers of a plan are at the beginning.
            var asked = await AskAsync(sku, Tokens[^(round + 1)], 1, $"first-{round}-{i}");
            if (asked.Ok) return;
            await Console.Error.WriteLineAsync($"not yet: {asked.Code}");
        }
    }

    /// <summary>What a shopper who asks for nothing is told.</summary>
    private async Task<string> CodeAsync(string sku) => (await AskAsync(sku, Tokens[0], 0, "nothing")).Code;

    private Task<Answer> AskAsync(string sku, byte[] token, int quantity, string key) =>
        new ShopClient(_http, _tally).PostAsync("hold", $"{Api}/stock/{sku}/holds", new { quantity }, Encoding.ASCII.GetString(token), key);

    private sealed record LineUser(string UserId);
}
