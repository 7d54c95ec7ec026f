using System.Text.Json;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>A shop that is paid through an account connected to the platform's.</summary>
public sealed class ConnectedShop : RunningShop
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Commerce:Payments:Mode", "connected")];

    public static async Task<ConnectedShop> OpenAsync()
    {
        var shop = new ConnectedShop();
        await shop.InitializeAsync();
        return shop;
    }
}

/// <summary>From a platform that may not sell for the shop yet, to fees that add up to the yen.</summary>
public sealed class ConnectedShopTests : IAsyncLifetime
{
    private const string Payee = "/api/shops/kagetsudo/staff/payee";
    private ConnectedShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ConnectedShop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Selling_begins_when_the_account_can_be_paid_and_ends_when_it_cannot()
    {
        using var shopper = await _shop.ShopperAsync("早すぎる人");
        Assert.Equal("payments-not-ready", (await new Purchase(_shop, shopper).PlaceAsync("P1", 1, 503)).Code);

        using var owner = await _shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        Assert.False((await owner.LookAsync(Payee)).GetProperty("canSell").GetBoolean());
        var account = await OnboardAsync(owner);
        Assert.Equal("paid", await BuyAsync(shopper));

        await SimAsync($"accounts/{account}/restrict", new { due = (string[])["external_account"] });
        var checkedNow = await owner.AskAsync(HttpMethod.Post, Payee + "/check", null, 200);
        Assert.Equal("external_account", checkedNow.GetProperty("account").GetProperty("currentlyDue")[0].GetString());
        Assert.Equal("payments-not-ready", (await new Purchase(_shop, shopper).PlaceAsync("P1", 1, 503)).Code);
    }

    [Fact]
    public async Task Link_is_the_owners_alone_and_each_visit_has_its_own()
    {
        foreach (var role in (StaffRole[])[StaffRole.Viewer, StaffRole.Staff, StaffRole.Manager])
        {
            using var other = await _shop.StaffAsync($"{role}@example.jp", role);
            using var refused = await other.PostAsync(Payee + "/link", null);
            Assert.Equal(403, (int)refused.StatusCode);
        }

        using var owner = await _shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        var first = (await owner.AskAsync(HttpMethod.Post, Payee + "/link", null, 200)).Text("url");
        var second = (await owner.AskAsync(HttpMethod.Post, Payee + "/link", null, 200)).Text("url");
        Assert.NotEqual(first, second);
        using var again = await owner.GetAsync("/admin/kagetsudo/payments/again");
        Assert.Equal(302, (int)again.StatusCode);
        Assert.Contains("/onboarding/", again.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("no-store", again.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_page_says_what_is_missing_and_then_that_all_is_well()
    {
        using var owner = await _shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        Assert.Contains("まだ受け付けられません", await PageAsync(owner), StringComparison.Ordinal);
        await owner.AskAsync(HttpMethod.Post, Payee + "/link", null, 200);
        Assert.Contains("external_account", await PageAsync(owner), StringComparison.Ordinal);
        await OnboardAsync(owner);
        Assert.Contains("お支払いを受け付けています", await PageAsync(owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Platforms_fees_are_the_sum_of_the_orders_fees_and_go_back_with_refunds()
    {
        using var owner = await _shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        await OnboardAsync(owner);
        using var shopper = await _shop.ShopperAsync("よく買う人");
        List<Purchase> bought = [];
        foreach (var (sku, quantity) in ((string, int)[])[("P1", 1), ("P2", 1), ("P1", 2)])
        {
            var purchase = await new Purchase(_shop, shopper).PlaceAsync(sku, quantity);
            Assert.Equal("pk_test_simulator_platform", purchase.Ticket.Text("publishableKey"));
            await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));
            Assert.Equal("paid", (await purchase.SettleAsync()).Text("status"));
            bought.Add(purchase);
        }

        var order = Order(bought[0]);
        Assert.Null((await order.Refund(new("half", new((await order.Look())!.Payment.Captured.Amount / 3), new("owner", "")))).Refused);
        Assert.Null((await Order(bought[1]).Refund(new("all", (await Order(bought[1]).Look())!.Payment.Captured, new("owner", "")))).Refused);
        foreach (var purchase in bought)
            await _shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(RunningShop.Kagetsudo, purchase.OrderId)).Run(purchase.OrderId);

        long fees = 0, returned = 0, captured = 0, refunded = 0;
        foreach (var purchase in bought)
        {
            var payment = (await Order(purchase).Look())!.Payment;
            var fee = payment.Captured.Amount * 65 / 1000;
            (fees, captured, refunded) = (fees + fee, captured + payment.Captured.Amount, refunded + payment.Refunded.Amount);
            returned += payment.Captured == payment.Refunded ? fee : fee * payment.Refunded.Amount / payment.Captured.Amount;
        }

        var books = await BooksAsync();
        Assert.True(refunded > 0 && returned > 0);
        Assert.Equal((captured, captured, fees), (books.Number("capturedYen"), books.Number("transferredYen"), books.Number("feesYen")));
        Assert.Equal((refunded, refunded, returned),
            (books.Number("refundedYen"), books.Number("transfersReversedYen"), books.Number("feesRefundedYen")));
    }

    [Fact]
    public async Task Dispute_at_the_platform_finds_its_order()
    {
        using var owner = await _shop.StaffAsync("owner@example.jp", StaffRole.Owner);
        await OnboardAsync(owner);
        using var shopper = await _shop.ShopperAsync("争う人");
        var purchase = await new Purchase(_shop, shopper).PlaceAsync("P1", 1);
        await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));
        await purchase.SettleAsync();
        await SimAsync($"intents/{purchase.IntentId}/dispute", new { reason = "product_not_received" });

        var dispatcher = _shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(PaymentsOptions.PlatformInbox, purchase.IntentId));
        Assert.True(await dispatcher.StirIntent(purchase.IntentId));
        await _shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(RunningShop.Kagetsudo, purchase.OrderId)).Run(purchase.OrderId);
        Assert.Contains((await Order(purchase).Look())!.Disputes, dispute => dispute.Reason == "product_not_received");
    }

    private static async Task<string> PageAsync(HttpClient owner) =>
        System.Net.WebUtility.HtmlDecode(await owner.GetStringAsync("/admin/kagetsudo/payments"));

    private async Task<string> OnboardAsync(HttpClient owner)
    {
        var link = (await owner.AskAsync(HttpMethod.Post, Payee + "/link", null, 200)).Text("url");
        using var visitor = _shop.Anyone(declared: false);
        using var done = await visitor.PostAsync(link, null);
        done.EnsureSuccessStatusCode();
        var payee = await owner.AskAsync(HttpMethod.Post, Payee + "/check", null, 200);
        Assert.True(payee.GetProperty("canSell").GetBoolean());
        return payee.GetProperty("account").Text("accountId");
    }

    private async Task<string> BuyAsync(HttpClient shopper)
    {
        var purchase = await new Purchase(_shop, shopper).PlaceAsync("P1", 1);
        await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));
        return (await purchase.SettleAsync()).Text("status");
    }

    private IOrderGrain Order(Purchase purchase) => _shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, purchase.OrderId));

    private async Task SimAsync(string path, object body)
    {
        using var sim = _shop.Anyone(declared: false);
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(sim, "/sim/stripe/_sim/" + path, body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<Books> BooksAsync()
    {
        using var sim = _shop.Anyone(declared: false);
        return new(JsonDocument.Parse(await sim.GetStringAsync("/sim/stripe/_sim/counters?account=acct_platform")).RootElement);
    }

    private sealed record Books(JsonElement Counters)
    {
        public long Number(string name) => Counters.GetProperty(name).GetInt64();
    }
}
