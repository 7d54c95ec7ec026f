using Commerce.Catalog;
using Commerce.Stock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Demo;

/// <summary>
/// Announces one round of the flash sale after the other, as a merchant would: new window, units topped up. It remembers nothing;
/// what is announced stands in the catalogue.
/// </summary>
internal sealed class DemoSale(IGrainFactory grains, TimeProvider clock, ILogger<DemoSale> log) : BackgroundService
{
    private static readonly Actor Demo = new("demo", "次回の限定販売");
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    /// <summary>Announces the next round if none is announced or running.</summary>
    /// <returns>When to look again.</returns>
    internal async Task<DateTimeOffset> AnnounceAsync()
    {
        var catalog = grains.GetGrain<ICatalogGrain>(DemoShops.Kagetsudo);
        var now = clock.GetUtcNow();
        if (await catalog.Find([DemoShops.FlashSku]) is not [var macarons]) return now + AfterTrouble;
        if (DemoRound.Ends(macarons.Terms, now) is { } ends) return ends;

        var round = DemoRound.Next(macarons.Terms, now);
        await TopUpAsync(round);
        var reply = await catalog.PutProduct(new(macarons with { Terms = round }, macarons.Version, Demo));
        return reply.Refused is null ? round.Closes!.Value : now + AfterTrouble;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await LookAsync() - clock.GetUtcNow();
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, stoppingToken);
        }
    }

    private async Task<DateTimeOffset> LookAsync()
    {
        try
        {
            return await AnnounceAsync();
        }
        catch (Exception trouble)
        {
            // The demo's sale must not take the host down with it.
            log.NotAnnounced(trouble);
            return clock.GetUtcNow() + AfterTrouble;
        }
    }

    private async Task TopUpAsync(SaleTerms round)
    {
        var stock = grains.GetGrain<IStockGrain>(Keys.Of(DemoShops.Kagetsudo, DemoShops.FlashSku));
        var missing = DemoRound.Units - (await stock.Look()).Free;
        if (missing > 0) await stock.Adjust(new($"demo-round.{round.Opens!.Value.ToUnixTimeSeconds()}", missing, Demo));
    }
}
