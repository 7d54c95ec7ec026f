namespace Commerce.Messaging;

/// <param name="MessageId">Names purpose and step, such as <c>order-paid.{orderId}</c>: the same id is sent once.</param>
/// <param name="Subject">What it is about: an order id or a cart episode.</param>
/// <param name="ReplyToken">When it answers a webhook event: sent by reply, which costs no quota and cannot be retried.</param>
[GenerateSerializer, Immutable, Alias("messaging.enqueue.v1")]
public sealed record EnqueueRequest(
    [property: Id(0)] string MessageId,
    [property: Id(1)] MessagePurpose Purpose,
    [property: Id(2)] string Subject,
    [property: Id(3)] string? ReplyToken = null);

public enum MessagePurpose
{
    Unknown = 0, OrderAccepted = 1, OrderPaid = 2, OrderShipped = 3, OrderCancelled = 4, OrderRefunded = 5,
    CartReminder = 20,
    Welcome = 40, Menu = 41, OrderStatus = 42,
}

/// <param name="RetryKey">X-Line-Retry-Key: UUIDv5 of shop, customer and message id.</param>
/// <param name="Body">The JSON array of LINE message objects; null until it is composed.</param>
/// <param name="Attempts">Attempts made so far.</param>
[GenerateSerializer, Immutable, Alias("messaging.outgoing.v1")]
public sealed record OutgoingMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] MessagePurpose Purpose,
    [property: Id(2)] string Subject,
    [property: Id(3)] string? ReplyToken,
    [property: Id(4)] Guid RetryKey,
    [property: Id(5)] string? Body,
    [property: Id(6)] int Attempts);

[GenerateSerializer, Immutable, Alias("messaging.fix.v1")]
public sealed record FixRequest([property: Id(0)] string MessageId, [property: Id(1)] string Body);

[GenerateSerializer, Immutable, Alias("messaging.settle.v1")]
public sealed record SettleRequest(
    [property: Id(0)] string MessageId,
    [property: Id(1)] SendOutcome Outcome,
    [property: Id(2)] string? Detail);

public enum SendOutcome
{
    /// <summary>Time-out or 5xx: it may have been accepted. Sent again with the same key.</summary>
    Unknown = 0,
    Accepted = 1,

    /// <summary>No longer right to send: bought, blocked, nothing left to buy.</summary>
    Withdrawn = 2,

    /// <summary>Too fast: try again later with the same key.</summary>
    SlowDown = 3,

    /// <summary>The month's quota is used up.</summary>
    OverQuota = 4,

    /// <summary>Refused for good; kept as a dead letter with the detail.</summary>
    Rejected = 5,

    /// <summary>A checkout of the cart is under way: looked at again when it has ended.</summary>
    NotYet = 6,
}

[GenerateSerializer, Immutable, Alias("messaging.outbox-view.v1")]
public sealed record OutboxView(
    [property: Id(0)] ImmutableArray<OutgoingMessage> Waiting,
    [property: Id(1)] ImmutableArray<SettledMessage> Settled);

[GenerateSerializer, Immutable, Alias("messaging.settled.v1")]
public sealed record SettledMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] SendOutcome Outcome,
    [property: Id(2)] string? Detail,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] MessagePurpose Purpose = MessagePurpose.Unknown,
    [property: Id(5)] string Subject = "");
