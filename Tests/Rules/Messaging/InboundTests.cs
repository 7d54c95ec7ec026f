using Commerce.Messaging;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Messaging;

public sealed class InboundTests
{
    [Theory]
    [InlineData(InboundKind.Said, "カート", MessagePurpose.Menu)]
    [InlineData(InboundKind.Said, " ｶｰﾄ ", MessagePurpose.Menu)]
    [InlineData(InboundKind.Said, "お店", MessagePurpose.Menu)]
    [InlineData(InboundKind.Tapped, "shop", MessagePurpose.Menu)]
    [InlineData(InboundKind.Tapped, "cart", MessagePurpose.Menu)]
    [InlineData(InboundKind.Said, "「注文状況」", MessagePurpose.OrderStatus)]
    [InlineData(InboundKind.Tapped, "orders", MessagePurpose.OrderStatus)]
    [InlineData(InboundKind.Followed, null, MessagePurpose.Welcome)]
    [InlineData(InboundKind.Blocked, null, null)]
    [InlineData(InboundKind.PaymentStirred, "payment_intent.succeeded", null)]
    [InlineData(InboundKind.Said, "営業時間は？", null)]
    [InlineData(InboundKind.Said, "😀", null)]
    [InlineData(InboundKind.Said, null, null)]
    [InlineData(InboundKind.Unknown, "カート", null)]
    public void What_is_said_gets_its_answer_or_none(InboundKind kind, string? text, MessagePurpose? answer) =>
        Assert.Equal(answer, InboxRules.Answer(new(kind, "hanako", Noon, text, "reply-token")));

    [Fact]
    public void The_same_event_delivered_twice_is_the_event_that_is_there()
    {
        var happened = new InboundEvent(InboundKind.Said, "hanako", Noon, "カート", "reply-token");
        var once = InboxRules.Receive(new(), happened, Noon);

        Assert.Same(once, InboxRules.Receive(once, happened, Noon.AddMinutes(1)));
    }
}
