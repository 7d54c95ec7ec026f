using System.Net;
using Commerce.Tests.Http.Running;
using Commerce.Tests.Support;

namespace Commerce.Tests.Operations;

/// <summary>A shop whose journal and read model lie in PostgreSQL, by a clock that goes by itself.</summary>
internal sealed class ShopOnPostgres(string database) : RunningShop
{
    protected override TimeProvider Time => TimeProvider.System;

    protected override IEnumerable<(string Key, string Value)> Settings => [("ConnectionStrings:Commerce", database)];
}

/// <summary>Ready follows a real database down and up again; live does not.</summary>
[Collection(PostgresTests.Name)]
public sealed class HealthTests(PostgresServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [OneProcessFact]
    public async Task It_is_not_ready_while_the_database_is_away_and_ready_again_afterwards_and_alive_all_the_time()
    {
        await using var shop = new ShopOnPostgres(await server.DatabaseAsync() + ";Password=hidden-word");
        await shop.InitializeAsync();
        using var anyone = shop.Anyone(declared: false);
        Assert.Equal("ready", await BecomesAsync(anyone, HttpStatusCode.OK));

        string gone;
        await server.StopAsync(immediate: true);
        try
        {
            gone = await BecomesAsync(anyone, HttpStatusCode.ServiceUnavailable);
            using var live = await anyone.GetAsync(new Uri("/health/live", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        finally
        {
            await server.StartAsync();
        }

        Assert.StartsWith("not ready: ", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", gone, StringComparison.Ordinal);
        Assert.Equal("ready", await BecomesAsync(anyone, HttpStatusCode.OK));
        using var shopper = await shop.ShopperAsync("戻ってきた人");
        await shopper.AskAsync(HttpMethod.Post, "/api/shops/kagetsudo/stock/P1/holds", new { quantity = 1 }, 200, "tap-1");
    }

    /// <summary>Asked as a load balancer does, again and again, until it says so.</summary>
    private static async Task<string> BecomesAsync(HttpClient anyone, HttpStatusCode wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var asking = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            using var answer = await anyone.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
            var said = (await answer.Content.ReadAsStringAsync(patience.Token)).Trim('"');
            if (answer.StatusCode == wanted) return said;
            await asking.WaitForNextTickAsync(patience.Token);
        }
    }
}
