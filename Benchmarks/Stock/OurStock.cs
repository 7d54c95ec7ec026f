using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// The product's silo in this process, set up as in production, on a folder, or database, of its own for every sale. Callers share its two cores.
/// A crash is a copy of what its databases have committed, made while it runs, and a second silo on the copy.
/// </summary>
internal sealed class OurStock(OurJournal journal) : IStockSystem
{
    private readonly List<(IHost Host, DirectoryInfo Folder)> _running = [];
    private readonly PostgresServer? _postgres = journal == OurJournal.Postgres ? new() : null;
    private (long Flushes, long Entries) _before;
    private string? _database;

    public string Name => journal switch
    {
        OurJournal.None => "ours, journal that does nothing",
        OurJournal.NoDisk => "ours, disk that does nothing",
        OurJournal.Postgres => "ours on PostgreSQL",
        _ => "ours",
    };

    public IReadOnlyList<StockSetting> Settings { get; } =
    [
        .. new[] { 1, 16, 64, 256 }.Select(callers => new StockSetting($"Hold, {callers} callers", callers)),
        .. new[] { 16, 64, 256, 1024 }.Select(callers => new StockSetting($"StockDoor, {callers} callers", callers, Door: true)),
        .. new[] { 1, 4, 16, 64 }.Select(callers => new StockSetting($"HoldMany of 16, {callers} callers", callers, 16)),
        .. new[] { 1, 2, 4, 16, 64 }.Select(callers => new StockSetting($"HoldMany of 256, {callers} callers", callers, 256)),
    ];

    public StockPromise Promise => journal is OurJournal.Sqlite or OurJournal.Postgres ? StockPromise.Keeps : StockPromise.Grants;

    public (long Flushes, long Entries)? Flushed
    {
        get
        {
            if (Promise != StockPromise.Keeps) return null;
            using var stored = OurDatabase.Open(_database, Path.Combine(_running[^1].Folder.FullName, "journal.db"));
            var (flushes, entries) = OurDatabase.Flushed(stored);
            return (flushes - _before.Flushes, entries - _before.Entries);
        }
    }

    private IServiceProvider Services => _running[^1].Host.Services;

    public Task StartAsync() => _postgres?.CreateAsync() ?? Task.CompletedTask;

    public async Task OpenSaleAsync(StockSale sale)
    {
        await StopAsync();
        if (_postgres is not null) _database = await _postgres.RenewAsync();
        await StartAsync(Directory.CreateTempSubdirectory("stock"));
        var by = new Actor("benchmark", "opening");
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var window = new SaleTerms { Version = 1, Opens = opens, Closes = opens.AddHours(2) };
        var terms = window with { PerPerson = sale.Cap, HoldFor = StockSale.HoldFor };
        await Task.WhenAll(Stocks(sale).Select(async stock =>
        {
            await stock.SetTerms(new(terms, by));
            await stock.Adjust(new("opening", sale.Units, by));
        }));
        _before = default;
        if (Flushed is { } before) _before = before;
    }

    public Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale) => Task.FromResult<IStockClient>(
        setting.Door ? new DoorCaller(Services.GetRequiredService<StockDoor>(), Keys(sale))
        : setting.Batch == 1 ? new HoldCaller(Stocks(sale))
        : new ManyCaller(Stocks(sale)));

    public TimeSpan Cpu() => Environment.CpuUsage.TotalTime + (_postgres?.Cpu() ?? TimeSpan.Zero);

    public async Task<long> HeldAsync(StockSale sale)
    {
        var views = await Task.WhenAll(Stocks(sale).Select(stock => stock.Look()));
        return views.Sum(view => (long)view.Held);
    }

    public Task ReopenAsync() => StartAsync(OurDatabase.Copy(_running[^1].Folder));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    private static string[] Keys(StockSale sale) => [.. Enumerable.Range(0, sale.Skus).Select(i => $"{StockSale.Shop}/{sale.Sku(i)}")];

    private IStockGrain[] Stocks(StockSale sale)
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        return [.. Keys(sale).Select(key => grains.GetGrain<IStockGrain>(key))];
    }

    private async Task StartAsync(DirectoryInfo folder)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration["Commerce:DataFolder"] = folder.FullName;
        builder.Configuration["ConnectionStrings:Commerce"] = _database;
        builder.Logging.ClearProviders();    // a silo that is stopped in the middle of its work has something to say about it
        builder.AddCommerceSilo();
        if (Other() is { } other) builder.Services.Replace(ServiceDescriptor.Singleton(other));
        var host = builder.Build();
        _running.Add((host, folder));
        await host.StartAsync();
    }

    private async Task StopAsync()
    {
        foreach (var (host, folder) in _running)
        {
            await host.StopAsync();
            host.Dispose();
            folder.Delete(recursive: true);
        }

        _running.Clear();
    }

    private IStockJournal? Other() => journal switch
    {
        OurJournal.None => new NoJournal(),
        OurJournal.NoDisk => new StockJournal(new NoDiskStore(), NullLogger<StockJournal>.Instance),
        _ => null,
    };
}
