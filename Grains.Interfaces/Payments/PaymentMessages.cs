namespace Commerce.Payments;

/// <summary>What an order wants of the payment provider. <paramref name="Key"/> is the provider's idempotency key.</summary>
[GenerateSerializer, Immutable, Alias("payments.task.v1")]
public sealed record PaymentTask(
    [property: Id(0)] PaymentVerb Verb,
    [property: Id(1)] string Key,
    [property: Id(2)] string OrderId,
    [property: Id(3)] string OrderNumber,
    [property: Id(4)] string? IntentId,
    [property: Id(5)] Yen Amount,
    [property: Id(6)] bool CaptureLater);

public enum PaymentVerb { Unknown = 0, Create = 1, Ask = 2, Cancel = 3, Capture = 4, Refund = 5 }

/// <summary>How the payment stands at the provider, in answer to <paramref name="TaskKey"/>.</summary>
/// <param name="CapturedTotal">Captured so far, before refunds.</param>
/// <param name="CaptureBefore">When (UTC) an authorisation ends by itself.</param>
[GenerateSerializer, Immutable, Alias("payments.answer.v1")]
public sealed record PaymentAnswer(
    [property: Id(0)] PaymentVerb Verb,
    [property: Id(1)] string TaskKey,
    [property: Id(2)] PaymentStanding Standing,
    [property: Id(3)] string? IntentId,
    [property: Id(4)] Yen CapturedTotal,
    [property: Id(5)] Yen RefundedTotal,
    [property: Id(6)] DateTimeOffset? CaptureBefore,
    [property: Id(7)] string? DeclineCode);

public enum PaymentStanding
{
    /// <summary>No answer, or none that settles it: ask again with the same key.</summary>
    Unknown = 0,

    /// <summary>An intent exists and waits for the shopper (card, 3-D Secure).</summary>
    Open = 1,
    Authorised = 2,
    Captured = 3,
    Cancelled = 4,

    /// <summary>The provider refuses this request for good, for example a refund above the captured amount.</summary>
    Rejected = 5,
}

/// <summary>The payment of one order. <paramref name="Unsettled"/>: the provider has been asked and has not answered yet.</summary>
[GenerateSerializer, Immutable, Alias("payments.view.v1")]
public sealed record PaymentView(
    [property: Id(0)] PaymentStanding Standing,
    [property: Id(1)] string? IntentId,
    [property: Id(2)] Yen Captured,
    [property: Id(3)] Yen Refunded,
    [property: Id(4)] Yen RefundOwed,
    [property: Id(5)] string? DeclineCode,
    [property: Id(6)] DateTimeOffset? CaptureBefore,
    [property: Id(7)] bool Unsettled);

/// <summary>What the shopper's browser needs to pay. The client secret is for this shopper only and is never stored or logged.</summary>
[GenerateSerializer, Immutable, Alias("payments.ticket.v1")]
public sealed record PaymentTicket(
    [property: Id(0)] PaymentStanding Standing,
    [property: Id(1)] string? ClientSecret,
    [property: Id(2)] string PublishableKey);
