using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Customers;
using Commerce.Silo.Demo;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What LINE and Stripe tell us is believed when it is signed, fresh and ours.</summary>
[Collection(Shared.Name)]
public sealed class WebhookTests(RunningShop shop)
{
    private const string Line = "/webhooks/line/kagetsudo", Stripe = "/webhooks/stripe/kagetsudo";

    [Fact]
    public async Task A_signed_event_is_taken_however_often_it_is_delivered()
    {
        using var line = shop.Anyone();
        var body = LineBody("follow", "Ufollower-1");

        await SayLineAsync(line, body, Signed(body), 200);
        await SayLineAsync(line, body, Signed(body), 200);
    }

    [Fact]
    public async Task LINEs_connection_check_has_no_events()
    {
        using var line = shop.Anyone();
        var body = $$"""{"destination":"{{DemoShops.KagetsudoChannels.BotUserId}}","events":[]}""";

        await SayLineAsync(line, body, Signed(body), 200);
    }

    [Fact]
    public async Task An_unsigned_event_changes_nothing()
    {
        using var line = shop.Anyone();
        var body = LineBody("follow", "Uunsigned");

        Assert.Equal("signature-refused", (await SayLineAsync(line, body, null, 400)).Code());
        Assert.Equal("signature-refused", (await SayLineAsync(line, body, Signed(body + " "), 400)).Code());
        Assert.Equal("signature-refused", (await SayLineAsync(line, body, Signed(body, DemoShops.AoyamaChannels.MessagingSecret), 400)).Code());
        Assert.Null((await shop.Grains.GetGrain<ICustomerGrain>("kagetsudo/Uunsigned").Look()).Friend);
    }

    [Fact]
    public async Task An_event_for_another_account_changes_nothing()
    {
        using var line = shop.Anyone();
        var body = LineBody("follow", "Uastray", DemoShops.AoyamaChannels.BotUserId);

        Assert.Equal("not-for-this-shop", (await SayLineAsync(line, body, Signed(body), 400)).Code());
        Assert.Null((await shop.Grains.GetGrain<ICustomerGrain>("kagetsudo/Uastray").Look()).Friend);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"destination":7}""")]
    public async Task What_is_signed_but_no_event_is_invalid(string body)
    {
        using var line = shop.Anyone();

        Assert.Equal("invalid-json", (await SayLineAsync(line, body, Signed(body), 400)).Code());
    }

    [Fact]
    public async Task An_unknown_shop_has_no_webhook()
    {
        using var anyone = shop.Anyone();

        Assert.Equal("unknown-shop", (await anyone.AskAsync(HttpMethod.Post, "/webhooks/line/nowhere", null, 404)).Code());
        Assert.Equal("unknown-shop", (await anyone.AskAsync(HttpMethod.Post, "/webhooks/stripe/nowhere", null, 404)).Code());
    }

    [Theory]
    [InlineData(-301, "signature-stale")]
    [InlineData(301, "signature-stale")]
    public async Task A_stale_event_is_refused(int secondsOff, string expected)
    {
        using var stripe = shop.Anyone();
        var body = StripeBody("kagetsudo", "order-1");

        Assert.Equal(expected, (await SayStripeAsync(stripe, body, Stamped(body, shop.Clock.GetUtcNow().AddSeconds(secondsOff)), 400)).Code());
    }

    [Fact]
    public async Task An_event_that_nobody_signed_is_refused()
    {
        using var stripe = shop.Anyone();
        var body = StripeBody("kagetsudo", "order-1");

        Assert.Equal("signature-refused", (await SayStripeAsync(stripe, body, null, 400)).Code());
        Assert.Equal("signature-refused", (await SayStripeAsync(stripe, body, Stamped(body + " ", shop.Clock.GetUtcNow()), 400)).Code());
    }

    [Theory]
    [InlineData("""{"id":"evt_ours","type":"payment_intent.succeeded","data":{"object":{"metadata":{"shop":"kagetsudo","order_id":"order-1"}}}}""")]
    [InlineData("""{"id":"evt_theirs","type":"payment_intent.succeeded","data":{"object":{"metadata":{"shop":"aoyama","order_id":"order-1"}}}}""")]
    [InlineData("""{"id":"evt_new","type":"something.of_next_year","data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_nobodys","type":"payment_intent.succeeded","data":{"object":{"metadata":{}}}}""")]
    public async Task A_signed_event_is_taken_whatever_it_is(string body)
    {
        using var stripe = shop.Anyone();

        await SayStripeAsync(stripe, body, Stamped(body, shop.Clock.GetUtcNow()), 200);
        await SayStripeAsync(stripe, body, Stamped(body, shop.Clock.GetUtcNow()), 200);
    }

    [Theory]
    [InlineData(Line, (2 * 1024 * 1024) + 1)]
    [InlineData(Stripe, (512 * 1024) + 1)]
    [InlineData(Stripe, 10 * 1024 * 1024)]
    public async Task A_huge_event_is_refused(string path, int bytes)
    {
        using var anyone = shop.Anyone();
        using var body = new ByteArrayContent(new byte[bytes]);

        Assert.Equal("body-too-large", (await anyone.AskRawAsync(HttpMethod.Post, path, body, 413)).Code());
    }

    private static Task<JsonElement> SayLineAsync(HttpClient line, string body, string? signature, int expected) =>
        line.AskRawAsync(HttpMethod.Post, Line, Asking.Json(body), expected, null, signature is null ? [] : [("x-line-signature", signature)]);

    private static Task<JsonElement> SayStripeAsync(HttpClient stripe, string body, string? signature, int expected) =>
        stripe.AskRawAsync(HttpMethod.Post, Stripe, Asking.Json(body), expected, null, signature is null ? [] : [("Stripe-Signature", signature)]);

    private static string LineBody(string type, string userId, string? destination = null) =>
        $$"""
        {"destination":"{{destination ?? DemoShops.KagetsudoChannels.BotUserId}}","events":[{"type":"{{type}}","mode":"active",
         "timestamp":1762830000000,"source":{"type":"user","userId":"{{userId}}"},"webhookEventId":"event-of-{{userId}}",
         "deliveryContext":{"isRedelivery":false},"replyToken":"reply-1"}]}
        """;

    private static string StripeBody(string of, string orderId) =>
        $$"""
        {"id":"evt_1","type":"payment_intent.succeeded",
         "data":{"object":{"metadata":{"shop":"{{of}}","order_id":"{{orderId}}"} } } }
        """;

    private static string Signed(string body, string? secret = null) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret ?? DemoShops.KagetsudoChannels.MessagingSecret), Encoding.UTF8.GetBytes(body)));

    private static string Stamped(string body, DateTimeOffset at) => StripeStamp.Of(body, at);
}
