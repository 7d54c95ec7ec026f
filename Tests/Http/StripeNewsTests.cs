using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>What Stripe's webhooks alone set off, from the provider to what staff and shoppers see: nobody asks or reloads anything else.</summary>
public sealed class StripeNewsTests
{
    private const string Api = "/api/shops/kagetsudo", Payee = Api + "/staff/payee";

    [Fact]
    public async Task Account_that_may_not_charge_any_more_refuses_checkouts_until_it_may_again()
    {
        await using var shop = new HeardConnectedShop();
        await shop.InitializeAsync();
        using var owner = await shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        using var shopper = await shop.ShopperAsync("買いたい人");
        var link = (await owner.AskAsync(HttpMethod.Post, Payee + "/link", null, 200)).Text("url");
        using var visitor = shop.Anyone(declared: false);
        (await visitor.PostAsync(link, null)).EnsureSuccessStatusCode();
        await CanSellAsync(true);
        Assert.Equal("paid", await BuyAsync(shop, shopper));
        var account = (await owner.LookAsync(Payee)).GetProperty("account").Text("accountId");

        await SimAsync(shop, $"accounts/{account}/restrict", new { due = (string[])["external_account"] });
        await CanSellAsync(false);

        var standing = (await owner.LookAsync(Payee)).GetProperty("account");
        Assert.False(standing.GetProperty("chargesEnabled").GetBoolean());
        Assert.Equal("external_account", standing.GetProperty("currentlyDue")[0].GetString());
        var page = await PageAsync(owner);
        Assert.Contains("まだ受け付けられません", page, StringComparison.Ordinal);
        Assert.Contains("external_account", page, StringComparison.Ordinal);
        var refused = await new Purchase(shop, shopper).PlaceAsync("P1", 1, 503);
        Assert.Equal("payments-not-ready", refused.Code);
        Assert.Contains("お支払い", refused.Said, StringComparison.Ordinal);

        await SimAsync(shop, $"accounts/{account}/complete", new { });
        await CanSellAsync(true);
        Assert.Contains("お支払いを受け付けています", await PageAsync(owner), StringComparison.Ordinal);
        Assert.Equal("paid", await BuyAsync(shop, shopper));

        Task CanSellAsync(bool can) => shop.UntilAsync(
            "IPayeeGrain.Heard", async () => (await owner.LookAsync(Payee)).GetProperty("canSell").GetBoolean() == can);
    }

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public async Task Dispute_is_in_the_orders_life_with_each_turn_and_moves_no_fee(string end)
    {
        await using var shop = new HeardShop();
        await shop.InitializeAsync();
        using var manager = await shop.StaffAsync("manager@example.jp", StaffRole.Manager);
        using var shopper = await shop.ShopperAsync("争う人");
        var purchase = await new Purchase(shop, shopper).PlaceAsync("P1", 1);
        await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));
        await purchase.SettleAsync();
        var before = await StatementAsync();

        await SimAsync(shop, $"intents/{purchase.IntentId}/dispute", new { reason = "product_not_received" });
        var dispute = await TurnedAsync("needs_response");
        Assert.Equal(("product_not_received", 2_160L), (dispute.Text("reason"), dispute.GetProperty("amount").GetInt64()));
        Assert.True(dispute.GetProperty("dueBy").GetDateTimeOffset() > shop.Clock.GetUtcNow());
        await SimAsync(shop, $"intents/{purchase.IntentId}/dispute/under_review", new { });
        await TurnedAsync("under_review");
        await SimAsync(shop, $"intents/{purchase.IntentId}/dispute/{end}", new { });
        await TurnedAsync(end);

        var order = await StaffOrderAsync();
        Assert.Equal("paid", order.Text("status"));
        var staff = order.GetProperty("staff");
        Assert.Single(staff.GetProperty("disputes").EnumerateArray());
        Assert.Equal(["needs_response", "under_review", end],
            staff.GetProperty("life").EnumerateArray().Where(line => line.Text("deed") == "disputed").Select(line => line.Text("note")));
        Assert.Equal(before, await StatementAsync());
        Assert.Contains("チャージバック", WebUtility.HtmlDecode(await manager.GetStringAsync($"/admin/kagetsudo/orders/{purchase.OrderId}")), StringComparison.Ordinal);

        Task<JsonElement> StaffOrderAsync() => manager.LookAsync($"{Api}/staff/orders/{purchase.OrderId}");

        async Task<JsonElement> TurnedAsync(string status)
        {
            JsonElement[] told = [];
            await shop.UntilAsync("IOrderGrain.PaymentAnswered", async () =>
            {
                told = [.. (await StaffOrderAsync()).GetProperty("staff").GetProperty("disputes").EnumerateArray()];
                return told.Length == 1 && told[0].Text("status") == status;
            });
            return told[0];
        }

        // The table of orders is written a moment after an order has changed: here and now, so that there is nothing to wait for.
        async Task<string> StatementAsync()
        {
            var view = (await shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, purchase.OrderId)).Look())!;
            await shop.Services.GetRequiredService<IOrderBook>().RecordAsync(RunningShop.Kagetsudo, view, CancellationToken.None);
            var month = await manager.LookAsync($"{Api}/staff/statement?month=2036-11");
            Assert.Equal(1, month.GetProperty("lines").GetArrayLength());
            Assert.Equal(2_160, month.GetProperty("total").GetProperty("captured").GetInt64());
            return month.ToString();
        }
    }

    private static async Task<string> PageAsync(HttpClient owner) => WebUtility.HtmlDecode(await owner.GetStringAsync("/admin/kagetsudo/payments"));

    private static async Task<string> BuyAsync(RunningShop shop, HttpClient shopper)
    {
        var purchase = await new Purchase(shop, shopper).PlaceAsync("P1", 1);
        await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));
        return (await purchase.SettleAsync()).Text("status");
    }

    private static async Task SimAsync(RunningShop shop, string path, object body)
    {
        using var sim = shop.Anyone(declared: false);
        (await sim.PostAsJsonAsync("/sim/stripe/_sim/" + path, body)).EnsureSuccessStatusCode();
    }
}
