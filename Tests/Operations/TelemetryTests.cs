using System.Diagnostics;
using System.Text.Json;
using Commerce.Silo.Demo;
using Commerce.Stock;
using Commerce.Tests.Http.Running;
using Commerce.Tests.Support;

namespace Commerce.Tests.Operations;

/// <summary>What leaves the process when somebody collects it: one trace from the request to LINE and Stripe, numbers, and no secret.</summary>
public sealed class TelemetryTests(TracedShop shop) : IClassFixture<TracedShop>
{
    private const string Api = "/api/shops/kagetsudo";

    [OneProcessFact]
    public async Task A_hold_is_one_trace_from_the_request_through_the_grain_to_the_journal()
    {
        using var shopper = await shop.ShopperAsync("跡を残す人");
        await shop.PutAsync("T-trace", 5, new SaleTerms { HoldInCart = true });
        using var trace = TracedShop.Shopper.StartActivity("hold")!;
        await shopper.AskAsync(HttpMethod.Post, Api + "/stock/T-trace/holds", new { quantity = 1 }, 200, "tap-1");

        var door = await Span(trace, span => span.OperationName == "stock.door");
        var web = await Span(trace, span => span.Source.Name == "Microsoft.AspNetCore" && span.SpanId == door.ParentSpanId);
        var call = await Span(trace, span => IsCall(span, "HoldMany", ActivityKind.Client));
        var grain = await Span(trace, span => IsCall(span, "HoldMany", ActivityKind.Server));
        var journal = await Span(trace, span => span.OperationName == "stock.journal");

        Assert.Equal([door.SpanId, call.SpanId, grain.SpanId], [call.ParentSpanId, grain.ParentSpanId, journal.ParentSpanId]);
        Assert.Equal(ActivityKind.Server, web.Kind);
    }

    [OneProcessFact]
    public async Task A_checkout_is_one_trace_across_web_grains_journal_Stripe_and_LINE()
    {
        using var shopper = await shop.ShopperAsync("買う人");
        using var trace = TracedShop.Shopper.StartActivity("checkout")!;
        await BuyAsync(shopper, "T-trace-order");

        await Span(trace, span => span.Source.Name == "Microsoft.AspNetCore");
        await Span(trace, span => IsCall(span, "Place", ActivityKind.Server));
        await Span(trace, span => span.OperationName == "stock.journal");
        await Span(trace, span => span.OperationName == "stripe");
        await Span(trace, span => span.OperationName == "line");
    }

    [OneProcessFact]
    public async Task What_is_collected_has_every_number_and_nobodys_secrets()
    {
        var person = await shop.PersonAsync("秘密の人");
        var token = await person.IdTokenAsync();
        using var shopper = shop.Anyone();
        shopper.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var trace = TracedShop.Shopper.StartActivity("secrets")!;
        var payment = await BuyAsync(shopper, "T-secret");
        await shopper.AskAsync(HttpMethod.Post, Api + "/stock/T-secret/holds", new { quantity = 9_999 }, 409, "tap-1");
        await Span(trace, span => span.OperationName == "line");

        string[] names =
        [
            "commerce.stock.holds", "commerce.journal.flush.duration", "commerce.journal.flush.entries", "commerce.journal.flush.segments",
            "commerce.journal.pending", "commerce.door.waiting", "commerce.projection.behind", "commerce.outbox.lag", "commerce.outbox.attempts",
            "commerce.feed.lag", "stock.journal", "IOrderGrain/Place",
        ];
        foreach (var name in names) await shop.Collector.HearsAsync(name);

        string[] secrets =
        [
            token, person.UserId, payment.Text("clientSecret"), "花月 花子", "1234-5678", "千代田1-1", "4242", "pm_card_visa", "T-secret",
            DemoShops.KagetsudoChannels.StripeSecret, DemoShops.KagetsudoChannels.MessagingToken,
            DemoShops.KagetsudoChannels.MessagingSecret, DemoShops.KagetsudoChannels.StripeWebhookSecret,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shop.Collector.Heard, StringComparison.Ordinal));
    }

    private static bool IsCall(Activity span, string method, ActivityKind kind) =>
        span.Kind == kind && span.GetTagItem("rpc.method") is string called && called.EndsWith('/' + method, StringComparison.Ordinal);

    private Task<Activity> Span(Activity trace, Func<Activity, bool> wanted) => shop.SpanAsync(trace.TraceId, wanted);

    /// <summary>From the cart to an order that is paid; answers what its payment was opened with.</summary>
    private async Task<JsonElement> BuyAsync(HttpClient shopper, string sku)
    {
        await shop.PutAsync(sku, 5, new());
        var cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity = 1 }, 200, "add-" + sku);
        var recipient = new { name = "花月 花子", phone = "03-1234-5678", postalCode = "100-0001", prefecture = "東京都", city = "千代田区", street = "千代田1-1" };
        var total = cart.GetProperty("quote").GetProperty("total").GetInt64();
        var placed = await shopper.AskAsync(
            HttpMethod.Post, Api + "/orders", new { checkoutKey = cart.Text("checkoutKey"), expectedTotal = total, recipient }, 201);
        var payment = placed.GetProperty("payment");
        var secret = payment.Text("clientSecret");
        using var stripe = shop.Anyone();
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", payment.Text("publishableKey"));
        using var form = new FormUrlEncodedContent([new("client_secret", secret), new("payment_method", "pm_card_visa")]);
        using var paid = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", form);
        var order = Api + "/orders/" + placed.GetProperty("order").Text("orderId");
        Assert.Equal("paid", (await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200)).Text("status"));
        return payment;
    }
}
