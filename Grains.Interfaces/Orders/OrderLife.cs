namespace Commerce.Orders;

/// <summary>Until when a shopper may call an order off without asking the shop. Fixed for an order when it is placed.</summary>
public enum CancelPolicy
{
    Unknown = 0,

    /// <summary>Until the first parcel leaves.</summary>
    UntilShipping = 1,

    /// <summary>Until the money is captured; with automatic capture that is until it is paid.</summary>
    UntilCapture = 2,

    /// <summary>Not at all, once a payment is authorised, paid or awaited at a convenience store.</summary>
    Never = 3,
}

/// <summary>What a line of an order's life tells that its status does not. Stored: numbers are never reused.</summary>
public enum OrderDeed
{
    Unknown = 0,

    /// <summary>The order moved to the status of the step.</summary>
    Moved = 1,
    CaptureAsked = 2,

    /// <summary>The provider refused to capture; it can be asked again while the authorisation lasts.</summary>
    CaptureRefused = 3,
    RefundPromised = 4,
    RefundDone = 5,
    RefundRejected = 6,
    ParcelSent = 7,

    /// <summary>The authorisation ends within 48 hours.</summary>
    CaptureEndsIn48Hours = 8,

    /// <summary>The authorisation ends within 24 hours.</summary>
    CaptureEndsIn24Hours = 9,
    Disputed = 10,

    /// <summary>A receipt or a return invoice was issued; the note is its number.</summary>
    PaperIssued = 20,
    PaperIssuedAgain = 21,
}

/// <summary>A parcel that has left. Carrier and tracking number name it: the same one again is the same parcel.</summary>
[GenerateSerializer, Immutable, Alias("orders.parcel.v1")]
public sealed record Parcel(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber,
    [property: Id(2)] ImmutableArray<OrderUnits> Lines,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] Actor By);

/// <summary>Units of one line of an order.</summary>
[GenerateSerializer, Immutable, Alias("orders.units.v1")]
public sealed record OrderUnits([property: Id(0)] string Sku, [property: Id(1)] int Quantity);

/// <param name="Key">The caller's idempotency key; also part of the provider's.</param>
/// <param name="By">Who promised it and why; null for what was promised before this was kept.</param>
/// <param name="At">When (UTC) it was promised.</param>
[GenerateSerializer, Immutable, Alias("orders.refund-item.v1")]
public sealed record RefundItem(
    [property: Id(0)] string Key,
    [property: Id(1)] Yen Amount,
    [property: Id(2)] RefundStanding Standing,
    [property: Id(3)] Actor? By = null,
    [property: Id(4)] DateTimeOffset? At = null)
{
    /// <summary>The units that it is for; empty when it is an amount only.</summary>
    [Id(5)] public ImmutableArray<OrderUnits> Lines { get; init; } = [];

    /// <summary>What of each rate goes back with it; fixed when it is promised. Empty for what was promised before this was kept.</summary>
    [Id(6)] public ImmutableArray<RateShare> Shares { get; init; } = [];

    /// <summary>The amount is what was paid for the units, as the caller asked.</summary>
    [Id(7)] public bool ByUnits { get; init; }
}

/// <summary>A part of an amount that is taxed at one rate; yen, tax included.</summary>
[GenerateSerializer, Immutable, Alias("orders.rate-share.v1")]
public readonly record struct RateShare([property: Id(0)] int RatePercent, [property: Id(1)] Yen Amount);

public enum RefundStanding { Unknown = 0, Owed = 1, Done = 2, Rejected = 3 }

/// <summary>
/// Money that moved, with the platform's fee on it: captured money and its fee are positive, refunds and the fee given back negative.
/// Appended when the provider's answer is taken in and never changed; the monthly statement is their sum.
/// </summary>
[GenerateSerializer, Immutable, Alias("orders.money-entry.v1")]
public sealed record MoneyEntry(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] Yen Amount,
    [property: Id(2)] Yen Fee);

/// <summary>The platform's share of an order.</summary>
/// <param name="Rate">Basis points (1/10,000) at the time of capture.</param>
/// <param name="Charged">On what was captured.</param>
/// <param name="Returned">Given back with refunds.</param>
[GenerateSerializer, Immutable, Alias("orders.fee.v1")]
public sealed record OrderFee(
    [property: Id(0)] int Rate,
    [property: Id(1)] Yen Charged,
    [property: Id(2)] Yen Returned);

/// <summary>The statuses in groups, each named in one place: a new status does not compile into a wrong list.</summary>
public static class OrderStatuses
{
    /// <summary>Units of the order are sold: out of the free stock until they are returned.</summary>
    public static bool HasUnits(this OrderStatus status) => status is OrderStatus.AwaitingDeposit || status.IsBought();

    /// <summary>Paid, or authorised and only to be captured.</summary>
    public static bool IsBought(this OrderStatus status) => status switch
    {
        OrderStatus.Confirmed or OrderStatus.Paid or OrderStatus.PartlyShipped or OrderStatus.Shipped or OrderStatus.Delivered => true,
        OrderStatus.Unknown or OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.AwaitingDeposit
            or OrderStatus.Refused or OrderStatus.Cancelled or OrderStatus.Expired => false,
        _ => throw new System.Diagnostics.UnreachableException($"order status {status}"),
    };

    /// <summary>Waits for the shopper's money.</summary>
    public static bool IsAwaited(this OrderStatus status) => status is OrderStatus.AwaitingPayment or OrderStatus.AwaitingDeposit;

    /// <summary>Whether a customer may cancel an order in this status. Leaving a checkout that nobody has paid for is always allowed.</summary>
    public static bool Allows(this CancelPolicy policy, OrderStatus status) => status switch
    {
        OrderStatus.Placed or OrderStatus.AwaitingPayment => true,
        OrderStatus.AwaitingDeposit or OrderStatus.Confirmed => policy is CancelPolicy.UntilShipping or CancelPolicy.UntilCapture,
        OrderStatus.Paid => policy is CancelPolicy.UntilShipping,
        _ => false,
    };

    /// <summary>Called off or run out: nothing is sold, and what was paid goes back.</summary>
    public static bool IsOver(this OrderStatus status) => status is OrderStatus.Cancelled or OrderStatus.Expired;

    public static readonly ImmutableArray<OrderStatus> WithUnits = [.. Enum.GetValues<OrderStatus>().Where(HasUnits)];
}
