using System.Text;
using System.Text.Json;
using Commerce.Messaging;
using Commerce.Web.Webhooks;

namespace Commerce.Tests.Http;

/// <summary>What the shop makes of an event, once its signature is right.</summary>
public sealed class WebhookEventTests
{
    [Theory]
    [InlineData("follow", InboundKind.Followed)]
    [InlineData("unfollow", InboundKind.Blocked)]
    [InlineData("message", InboundKind.Said)]
    [InlineData("postback", InboundKind.Tapped)]
    public void LINEs_events_are_understood(string type, InboundKind expected)
    {
        var inbound = Line($$$"""{"type":"{{{type}}}","message":{"type":"text","text":"注文"},"postback":{"data":"menu"}}""");

        Assert.Equal(expected, inbound?.Kind);
        Assert.Equal("Uhanako", inbound?.Subject);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_625_665_242_211), inbound?.At);
    }

    [Theory]
    [InlineData("""{"type":"beacon"}""")]
    [InlineData("""{"type":"somethingOfNextYear"}""")]
    [InlineData("""{"type":"message","mode":"standby"}""")]
    [InlineData("""{"type":"follow","source":{"type":"group","groupId":"C1"}}""")]
    [InlineData("""{"type":"follow","source":null}""")]
    [InlineData("""{"type":"follow","source":{"type":"user","userId":"a/b"}}""")]
    [InlineData("""{"type":"follow","webhookEventId":"a/b"}""")]
    [InlineData("""{"type":"follow","webhookEventId":null}""")]
    public void What_is_nothing_to_the_shop_is_ignored(string json) => Assert.Null(Line(json));

    [Fact]
    public void Stripes_event_names_shop_and_order()
    {
        var happened = Stripe("""
            {"id":"evt_1","type":"payment_intent.succeeded","created":1700000000,
             "data":{"object":{"id":"pi_1","metadata":{"shop":"kagetsudo","order_id":"order-1"}}}}
            """);

        Assert.Equal(new("evt_1", "payment_intent.succeeded", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "kagetsudo", "order-1"), happened);
    }

    [Theory]
    [InlineData("payment_intent.succeeded", """{"id":"pi_1","metadata":{"shop":"kagetsudo","order_id":"order-1"}}""", InboundKind.PaymentStirred, "order-1")]
    [InlineData("refund.updated", """{"id":"re_1","metadata":{"shop":"kagetsudo","order_id":"order-1"}}""", InboundKind.PaymentStirred, "order-1")]
    [InlineData("account.updated", """{"id":"acct_1","metadata":{"shop":"kagetsudo"}}""", InboundKind.PayeeStirred, "kagetsudo")]
    [InlineData("charge.dispute.created", """{"id":"du_1","payment_intent":"pi_1","metadata":{}}""", InboundKind.IntentStirred, "pi_1")]
    [InlineData("charge.dispute.closed", """{"id":"du_1","payment_intent":"pi_1"}""", InboundKind.IntentStirred, "pi_1")]
    public void Stripes_events_say_whom_they_concern(string type, string subject, InboundKind kind, string about)
    {
        var inbound = StripeWebhook.Understand(Stripe($$$"""{"id":"evt_1","type":"{{{type}}}","data":{"object":{{{subject}}}}}""")!, "kagetsudo");
        Assert.Equal((kind, about), (inbound!.Kind, inbound.Subject));
    }

    [Theory]
    [InlineData("payment_intent.succeeded", """{"id":"pi_1","metadata":{"shop":"aoyama","order_id":"order-1"}}""")]
    [InlineData("account.updated", """{"id":"acct_1","metadata":{"shop":"aoyama"}}""")]
    [InlineData("charge.dispute.created", """{"id":"du_1","payment_intent":"pi/1"}""")]
    [InlineData("charge.dispute.created", """{"id":"du_1"}""")]
    [InlineData("payout.paid", """{"id":"po_1","payment_intent":"pi_1"}""")]
    public void What_Stripe_says_of_others_is_ignored(string type, string subject) =>
        Assert.Null(StripeWebhook.Understand(Stripe($$$"""{"id":"evt_1","type":"{{{type}}}","data":{"object":{{{subject}}}}}""")!, "kagetsudo"));

    [Theory]
    [InlineData("""{"id":"evt_1","type":"account.updated"}""")]
    [InlineData("""{"id":7,"type":[],"created":"now","data":{"object":[1]}}""")]
    [InlineData("""{"data":"x"}""")]
    public void An_event_of_any_other_shape_concerns_no_order(string json)
    {
        var happened = Stripe(json);

        Assert.NotNull(happened);
        Assert.Null(happened.OrderId);
        Assert.Null(happened.Shop);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("12")]
    public void What_is_no_event_at_all_is_invalid(string json) => Assert.Null(Stripe(json));

    private static StripeEvent? Stripe(string json) => StripeWebhook.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>An event of Hanako's, with these fields instead.</summary>
    private static InboundEvent? Line(string fields)
    {
        var happened = new Dictionary<string, JsonElement>
        {
            ["mode"] = Json("\"active\""),
            ["timestamp"] = Json("1625665242211"),
            ["source"] = Json("""{"type":"user","userId":"Uhanako"}"""),
            ["webhookEventId"] = Json("\"01FZ74A0TDDPYRVKNK77XKC3ZR\""),
        };
        foreach (var field in Json(fields).EnumerateObject()) happened[field.Name] = field.Value;
        var json = JsonSerializer.Serialize(happened);
        return LineWebhook.Understand(JsonSerializer.Deserialize<LineEvent>(json, JsonSerializerOptions.Web)!);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
