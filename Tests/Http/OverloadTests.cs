using System.Net;
using System.Text;
using Commerce.Stock;
using Commerce.Tests.Http.Running;
using Commerce.Web.Stock;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>Too many for a disk that stands still: a crowd is turned away at once and comes back a little later, not all together.</summary>
public sealed class OverloadTests(OverloadTests.Stalling shop) : IClassFixture<OverloadTests.Stalling>
{
    [Fact]
    public async Task A_crowd_before_a_stalled_stock_is_turned_away_at_once_and_served_when_it_moves()
    {
        using var shopper = await shop.ShopperAsync("人だかり");
        await shop.PutAsync("O-flash", 10_000, new() { HoldInCart = true });
        using (var first = await HoldAsync(shopper, "before")) Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        shop.Journal.Stop();
        var inside = HoldAsync(shopper, "inside");
        await shop.Journal.WaitedForAsync();
        shop.Clock.Advance(TimeSpan.FromSeconds(3));
        var outside = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => HoldAsync(shopper, $"outside-{i}")));

        Assert.All(outside, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All(outside, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3));
        Assert.True(outside.Select(answer => answer.Headers.RetryAfter!.Delta).Distinct().Count() > 1);
        Assert.Contains("\"busy\"", await outside[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);

        shop.Journal.Go();
        Assert.Equal(HttpStatusCode.OK, (await inside).StatusCode);
        using var back = await HoldAsync(shopper, "outside-7");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(3, (await shop.StockAsync("O-flash")).Held);
    }

    [Fact]
    public async Task What_the_gate_refused_is_told_to_the_stock_and_counted_once()
    {
        using var shopper = await shop.ShopperAsync("数えられる人");
        await shop.PutAsync("O-later", 5, new() { Opens = shop.Clock.GetUtcNow().AddMinutes(5) });
        for (var i = 0; i < 3; i++)
        {
            using var answer = await HoldAsync(shopper, $"early-{i}", "O-later");
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }

        var refusals = shop.Services.GetRequiredService<EdgeRefusals>();
        await refusals.TellAsync();
        await refusals.TellAsync();

        Assert.Equal(3, (await shop.StockAsync("O-later")).Refused[Reason.NotOnSaleYet]);
    }

    private static async Task<HttpResponseMessage> HoldAsync(HttpClient shopper, string key, string sku = "O-flash")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/shops/kagetsudo/stock/{sku}/holds")
        {
            Content = new StringContent("""{"quantity":1}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await shopper.SendAsync(request);
    }

    public sealed class Stalling : RunningShop
    {
        public StalledJournal Journal => (StalledJournal)Services.GetRequiredService<IStockJournal>();

        protected override IEnumerable<(string Key, string Value)> Settings =>
            [("RateLimits:Holds:PerSecond", "5000"), ("RateLimits:Holds:Burst", "5000"), ("Gate:LevelFor", "01:00:00")];

        protected override void Furnish(IServiceCollection services)
        {
            var journal = services.Last(service => service.ServiceType == typeof(IStockJournal));
            services.AddSingleton<IStockJournal>(provider => new StalledJournal((IStockJournal)journal.ImplementationFactory!(provider)));
        }
    }
}
