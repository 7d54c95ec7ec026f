using Commerce.Messaging;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Messaging;

internal static class OutboxTesting
{
    public static readonly EnqueueRequest Paid = new("OrderPaid.order-1", MessagePurpose.OrderPaid, "order-1");
    public static readonly EnqueueRequest CartReminder = new("cart-reminder.1.1", MessagePurpose.CartReminder, "1");
    public static readonly EnqueueRequest Menu = new("Menu.event-1", MessagePurpose.Menu, "hanako", "reply-token");

    public static OutboxState With(params EnqueueRequest[] messages) =>
        messages.Aggregate(new OutboxState(), (outbox, message) => OutboxRules.Enqueue(outbox, message, Noon));

    public static OutboxState Settle(this OutboxState outbox, EnqueueRequest message, SendOutcome outcome, DateTimeOffset at) =>
        OutboxRules.Settle(outbox, new(message.MessageId, outcome, "as LINE said"), at);
}
