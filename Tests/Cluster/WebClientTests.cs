using System.Net;
using System.Text.Json;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Staff;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Http.Running;
using Commerce.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Cluster;

/// <summary>Webs that run no grains do everything that a web does, any of them for anybody, and outlive all silos.</summary>
[Collection(PostgresTests.Name)]
public sealed class WebClientTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Api = "/api/shops/kagetsudo", Owner = "second-owner@kagetsudo.example";

    private RunningWebs _webs = null!;

    public async Task InitializeAsync() => _webs = await RunningWebs.StartAsync(postgres);

    public async Task DisposeAsync() => await _webs.DisposeAsync();

    [Fact]
    public async Task A_shopper_who_signs_in_at_one_web_buys_at_both_and_the_desk_of_either_shows_it()
    {
        var cookies = new CookieContainer();
        using var here = _webs.Browser(0, cookies);
        using var there = _webs.Browser(1, cookies);
        await using var desk = await DeskAsync();
        await here.AskAsync(HttpMethod.Post, Api + "/session", new { idToken = await _webs.IdTokenAsync("花子") }, 200);

        var cart = await there.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku = "P1", quantity = 1 }, 200, "add-1");
        var ask = new
        {
            checkoutKey = cart.Text("checkoutKey"),
            expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
            recipient = new { name = "花月 花子", phone = "03-1234-5678", postalCode = "100-0001", prefecture = "東京都", city = "千代田区", street = "千代田1-1" },
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(tap => (tap % 2 == 0 ? here : there).AskAsync(HttpMethod.Post, Api + "/orders", ask, 201)));

        var orderId = Assert.Single(answers.Select(answer => answer.GetProperty("order").Text("orderId")).Distinct());
        Assert.All(answers, answer => Assert.NotEmpty(answer.GetProperty("payment").Text("clientSecret")));
        await PayAsync(answers[0].GetProperty("payment"));
        Assert.Equal("paid", (await there.AskAsync(HttpMethod.Post, $"{Api}/orders/{orderId}/settle", null, 200)).Text("status"));
        Assert.Equal(0, (await here.LookAsync(Api + "/cart")).GetProperty("lines").GetArrayLength());
        await ShowsAsync(desk, orderId);
    }

    [Fact]
    public async Task When_silos_are_killed_and_others_start_webs_and_desks_go_on_by_themselves()
    {
        await using var desk = await DeskAsync();
        await desk.FrameAsync();   // it watches: a screen whose first look fails is told so, and its page asks again
        await _webs.Cluster.KillAllAsync();
        await Task.WhenAll(_webs.AddSiloAsync(), _webs.AddSiloAsync());

        await _webs.IsReadyAsync(0);
        await _webs.IsReadyAsync(1);
        using var shopper = _webs.Browser(1, new());
        await shopper.AskAsync(HttpMethod.Post, Api + "/session", new { idToken = await _webs.IdTokenAsync("太郎") }, 200);
        var cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku = "P1", quantity = 1 }, 200, "add-1");
        var placed = await shopper.AskAsync(HttpMethod.Post, Api + "/orders", new
        {
            checkoutKey = cart.Text("checkoutKey"),
            expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
            recipient = new { name = "花月 太郎", phone = "03-1234-5678", postalCode = "100-0001", prefecture = "東京都", city = "千代田区", street = "千代田1-1" },
        }, 201);
        await ShowsAsync(desk, placed.GetProperty("order").Text("orderId"));
    }

    [Fact]
    public async Task A_web_that_is_told_to_stop_ends_well()
    {
        var (exitCode, took) = await _webs.StopWebAsync(1);

        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    /// <summary>Signed in at the first web, watching at the second.</summary>
    private async Task<FeedSocket> DeskAsync()
    {
        var staff = _webs.Cluster.Services.GetRequiredService<StaffDesk>();
        var password = await staff.HireAsync(Owner, "kagetsudo", StaffRole.Owner, CancellationToken.None);
        var cookies = new CookieContainer();
        using var first = _webs.Browser(0, cookies);
        Assert.Equal(HttpStatusCode.Redirect, (await first.SignInAsync(Owner, password!)).Status);
        using var second = _webs.Browser(1, cookies);
        var desk = await FeedSocket.OpenAsync(second, cookies.GetCookieHeader(second.BaseAddress!));
        await desk.WatchAsync("kagetsudo");
        return desk;
    }

    private static async Task ShowsAsync(FeedSocket desk, string orderId)
    {
        JsonElement frame;
        do frame = await desk.FrameAsync().WaitAsync(TimeSpan.FromMinutes(1));
        while (!frame.GetProperty("orders").EnumerateArray().Any(order => order.Text("orderId") == orderId));
    }

    /// <summary>What stripe.js does in the shopper's browser.</summary>
    private async Task PayAsync(JsonElement payment)
    {
        var secret = payment.Text("clientSecret");
        using var stripe = _webs.Browser(0, new());
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", payment.Text("publishableKey"));
        using var form = new FormUrlEncodedContent([new("client_secret", secret), new("payment_method", "pm_card_visa")]);
        using var answer = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", form);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
