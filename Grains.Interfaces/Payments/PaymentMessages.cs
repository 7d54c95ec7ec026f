namespace Commerce.Payments;

/// <summary>What an order wants of the payment provider. <paramref name="Key"/> is the provider's idempotency key.</summary>
/// <param name="Fee">The platform's share of <paramref name="Amount"/>, for a shop that is paid through Stripe Connect.</param>
/// <param name="CustomerId">Whose saved cards may be used or added to; null: nobody's.</param>
/// <param name="CardId">The saved card to pay with.</param>
/// <param name="Payee">The connected account that is paid; null: the shop's own account takes the money itself. The dispatcher fills it for <see cref="PaymentVerb.Create"/>.</param>
/// <param name="PayerId">The provider's name of <paramref name="CustomerId"/>; the dispatcher fills it from the customer's wallet.</param>
/// <param name="DepositDays">Days that a voucher can be paid; the last one ends at 23:59:59 Japanese time. The dispatcher fills it.</param>
[GenerateSerializer, Immutable, Alias("payments.task.v1")]
public sealed record PaymentTask(
    [property: Id(0)] PaymentVerb Verb,
    [property: Id(1)] string Key,
    [property: Id(2)] string OrderId,
    [property: Id(3)] string OrderNumber,
    [property: Id(4)] string? IntentId,
    [property: Id(5)] Yen Amount,
    [property: Id(6)] bool CaptureLater,
    [property: Id(7)] PaymentMethod Method = PaymentMethod.Card,
    [property: Id(8)] Yen Fee = default,
    [property: Id(9)] string? CustomerId = null,
    [property: Id(10)] string? CardId = null,
    [property: Id(11)] bool SaveCard = false,
    [property: Id(12)] string? Payee = null,
    [property: Id(13)] string? PayerId = null,
    [property: Id(14)] int DepositDays = 3);

/// <summary>How a shopper pays.</summary>
public enum PaymentMethod
{
    Unknown = 0,
    Card = 1,

    /// <summary>コンビニ払い: a voucher now, the money within days.</summary>
    Konbini = 2,
}

/// <summary>What the shopper chose on the checkout page.</summary>
/// <param name="CardId">A card that the provider keeps for this shopper; null: the card is typed into the provider's own field.</param>
/// <param name="SaveCard">The typed card is to be kept by the provider for next time.</param>
[GenerateSerializer, Immutable, Alias("payments.choice.v1")]
public sealed record PaymentChoice(
    [property: Id(0)] PaymentMethod Method,
    [property: Id(1)] string? CardId = null,
    [property: Id(2)] bool SaveCard = false)
{
    public static readonly PaymentChoice NewCard = new(PaymentMethod.Card);
}

public enum PaymentVerb { Unknown = 0, Create = 1, Ask = 2, Cancel = 3, Capture = 4, Refund = 5 }

/// <summary>How the payment stands at the provider, in answer to <paramref name="TaskKey"/>.</summary>
/// <param name="CapturedTotal">Captured so far, before refunds.</param>
/// <param name="CaptureBefore">When (UTC) an authorisation ends by itself.</param>
/// <param name="Dispute">The newest dispute, if there is any.</param>
/// <param name="Payee">As in the task that was carried out: what comes later about this payment needs it again.</param>
[GenerateSerializer, Immutable, Alias("payments.answer.v1")]
public sealed record PaymentAnswer(
    [property: Id(0)] PaymentVerb Verb,
    [property: Id(1)] string TaskKey,
    [property: Id(2)] PaymentStanding Standing,
    [property: Id(3)] string? IntentId,
    [property: Id(4)] Yen CapturedTotal,
    [property: Id(5)] Yen RefundedTotal,
    [property: Id(6)] DateTimeOffset? CaptureBefore,
    [property: Id(7)] string? DeclineCode,
    [property: Id(8)] DepositVoucher? Voucher = null,
    [property: Id(9)] PaymentDispute? Dispute = null,
    [property: Id(12)] string? Payee = null);

/// <summary>Where and until when (UTC) the shopper pays in cash.</summary>
/// <param name="Address">The provider's page with the numbers for each chain of shops.</param>
[GenerateSerializer, Immutable, Alias("payments.voucher.v1")]
public sealed record DepositVoucher([property: Id(0)] string Address, [property: Id(1)] DateTimeOffset PayBefore);

/// <summary>A payment that its payer disputes with the bank (チャージバック). Reason and status are the provider's words.</summary>
[GenerateSerializer, Immutable, Alias("payments.dispute.v1")]
public sealed record PaymentDispute(
    [property: Id(0)] string DisputeId,
    [property: Id(1)] string Status,
    [property: Id(2)] string Reason,
    [property: Id(3)] Yen Amount,
    [property: Id(4)] DateTimeOffset? EvidenceDueBy);

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

    /// <summary>A voucher is issued; the money comes in later, or the voucher runs out.</summary>
    AwaitingDeposit = 6,
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
    [property: Id(7)] bool Unsettled,
    [property: Id(12)] string? Payee = null)
{
    /// <summary>What could still be given back: captured, not refunded and not yet owed.</summary>
    public Yen Refundable => Captured - Refunded - RefundOwed;
}

/// <summary>What the shopper's browser needs to pay. The client secret is for this shopper only and is never stored or logged.</summary>
/// <param name="CardId">The saved card that the payment has already: the browser confirms without a card form.</param>
/// <param name="Voucher">Issued already, and waiting for its money.</param>
[GenerateSerializer, Immutable, Alias("payments.ticket.v1")]
public sealed record PaymentTicket(
    [property: Id(0)] PaymentStanding Standing,
    [property: Id(1)] string? ClientSecret,
    [property: Id(2)] string PublishableKey,
    [property: Id(12)] string? CardId = null,
    [property: Id(13)] PaymentMethod Method = PaymentMethod.Card,
    [property: Id(14)] DepositVoucher? Voucher = null);
