namespace Commerce.Messaging;

/// <summary>One webhook event. Key: <c>shop/provider/eventId</c>, so that an event delivered twice meets itself.</summary>
[Alias("inbox")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>Stores the event before the webhook is answered; the work follows on its own, also after a crash.</summary>
    [Alias("receive")]
    Task Receive(InboundEvent happened);
}

/// <param name="Kind">What happened, whoever said it.</param>
/// <param name="Subject">The order id or the customer id it concerns.</param>
/// <param name="At">When it happened (UTC), by the provider's clock.</param>
/// <param name="Text">Message text or postback data.</param>
[GenerateSerializer, Immutable, Alias("messaging.inbound.v1")]
public sealed record InboundEvent(
    [property: Id(0)] InboundKind Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string? Text,
    [property: Id(4)] string? ReplyToken);

public enum InboundKind
{
    Unknown = 0,
    PaymentStirred = 1,

    /// <summary>Something about a payment that is named by the provider's id of it; the order is found by asking.</summary>
    IntentStirred = 2,

    /// <summary>Something about the account that the shop is paid through.</summary>
    PayeeStirred = 3,
    Followed = 20, Blocked = 21, Said = 22, Tapped = 23,
}
