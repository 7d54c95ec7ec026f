using System.Collections.Immutable;

namespace Commerce.Simulators.Stripe;

/// <summary>A charge (API reference, "The Charge object"): one try to take money for an intent.</summary>
internal sealed record Charge
{
    public required string Id { get; init; }
    public string Object { get; init; } = "charge";
    public required long Amount { get; init; }
    public long AmountCaptured { get; init; }
    public long AmountRefunded { get; init; }
    public string? ApplicationFee { get; init; }
    public long? ApplicationFeeAmount { get; init; }
    public required bool Captured { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Customer { get; init; }
    public string? Description { get; init; }
    public bool Disputed { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public bool Livemode { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? OnBehalfOf { get; init; }
    public ChargeOutcome? Outcome { get; init; }
    public required bool Paid { get; init; }
    public required string PaymentIntent { get; init; }
    public string? PaymentMethod { get; init; }
    public MethodDetails? PaymentMethodDetails { get; init; }
    public bool Refunded { get; init; }
    public required string Status { get; init; }
    public string? Transfer { get; init; }
    public TransferTo? TransferData { get; init; }
    public string? TransferGroup { get; init; }
}

internal sealed record ChargeOutcome(string NetworkStatus, string? Reason, string RiskLevel, string SellerMessage, string Type);

internal sealed record MethodDetails(string Type, CardDetails? Card, KonbiniPaid? Konbini = null);

/// <summary>The chain of shops that the money was paid at.</summary>
internal sealed record KonbiniPaid(KonbiniStore Store);

internal sealed record KonbiniStore(string Chain);

internal sealed record CardDetails(
    string Brand, string Last4, int ExpMonth, int ExpYear, string Funding, string Country, string Fingerprint,
    long? AmountAuthorized = null, long? CaptureBefore = null, ThreeDSecureResult? ThreeDSecure = null);

internal sealed record ThreeDSecureResult(string Result, string Version, string AuthenticationFlow);

/// <summary>A refund (API reference, "The Refund object").</summary>
internal sealed record Refund
{
    public required string Id { get; init; }
    public string Object { get; init; } = "refund";
    public required long Amount { get; init; }
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public required string PaymentIntent { get; init; }
    public string? Reason { get; init; }
    public required string Status { get; init; }
    public string? FailureReason { get; init; }
    public string? TransferReversal { get; init; }
}

internal sealed record Customer
{
    public required string Id { get; init; }
    public string Object { get; init; } = "customer";
    public required long Created { get; init; }
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Description { get; init; }
    public bool Livemode { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A payment method: a card, or a voucher for a convenience store. The number of the card is never kept: <see cref="StoredMethod"/> remembers how the card behaves.</summary>
internal sealed record PaymentMethod
{
    public required string Id { get; init; }
    public string Object { get; init; } = "payment_method";
    public BillingDetails? BillingDetails { get; init; }
    public CardDetails? Card { get; init; }
    public required long Created { get; init; }
    public string? Customer { get; init; }
    public bool Livemode { get; init; }
    public string Type { get; init; } = "card";
}

internal sealed record BillingDetails(string? Name, string? Email, string? Phone);

/// <summary>An event (API reference, "The Event object"). <see cref="Data"/> holds the object as it was then.</summary>
internal sealed record StripeEvent(
    string Id, string Type, string ApiVersion, long Created, string? Account, EventContent Data, EventRequest Request)
{
    public string Object { get; init; } = "event";
    public bool Livemode { get; init; }
    public int PendingWebhooks { get; init; } = 1;
}

internal sealed record EventContent(object Object);

internal sealed record EventRequest(string? Id, string? IdempotencyKey);

/// <summary>The page form of the API's lists.</summary>
internal sealed record Page(IReadOnlyList<object> Data, bool HasMore, string Url)
{
    public string Object { get; init; } = "list";
}
