namespace Commerce.Benchmarks.Stock;

/// <summary>Holds over HTTP: what a tap on a phone costs the server, from the socket to the disk and back.</summary>
internal sealed class HttpStock(WebShop shop, StockPlan plan) : IStockSystem
{
    public string Name => "ours over HTTP";

    public IReadOnlyList<StockSetting> Settings { get; } = [.. new[] { 16, 64, 256 }.Select(n => new StockSetting($"{n} connections", n))];

    public StockPromise Promise => StockPromise.Keeps;

    public (long Flushes, long Entries)? Flushed => null;

    public Task StartAsync() => Task.CompletedTask;

    public async Task OpenSaleAsync(StockSale sale)
    {
        await shop.WarmAsync(plan);
        await shop.OpenAsync(sale.Sku(0), sale.Units, sale.Cap);
    }

    public async Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale) =>
        new HoldRequests(await HttpConnection.OpenAsync(shop.Server.Url), shop.Tokens, sale.Sku(0));

    public TimeSpan Cpu() => ProcessCpu.Of(shop.Server.Id);

    public Task<long> HeldAsync(StockSale sale) => shop.HeldAsync(sale.Sku(0));

    public Task ReopenAsync() => shop.RestartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The least that the same server can answer with: its time, as JSON.</summary>
internal sealed class HttpTime(WebShop shop, StockPlan plan) : IStockSystem
{
    public string Name => "GET /api/time";

    public IReadOnlyList<StockSetting> Settings { get; } = [.. new[] { 16, 64, 256 }.Select(n => new StockSetting($"{n} connections", n))];

    public StockPromise Promise => StockPromise.Nothing;

    public (long Flushes, long Entries)? Flushed => null;

    public Task StartAsync() => Task.CompletedTask;

    public Task OpenSaleAsync(StockSale sale) => shop.WarmAsync(plan);

    public async Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale) =>
        new TimeRequests(await HttpConnection.OpenAsync(shop.Server.Url));

    public TimeSpan Cpu() => ProcessCpu.Of(shop.Server.Id);

    public Task<long> HeldAsync(StockSale sale) => Task.FromResult(0L);

    public Task ReopenAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
