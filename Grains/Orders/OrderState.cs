using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>
/// One order. Bounded by its lines (a cart has at most 50), its refunds and parcels (at most 50 each), its disputes (at most 20) and the
/// steps of its life, which are few for each of those.
/// </summary>
[GenerateSerializer, Immutable, Alias("orders.state.v1")]
public sealed record OrderState
{
    [Id(0)] public OrderStatus Status { get; init; }
    [Id(1)] public string OrderId { get; init; } = "";
    [Id(2)] public string Number { get; init; } = "";
    [Id(3)] public string CustomerId { get; init; } = "";
    [Id(4)] public string CheckoutKey { get; init; } = "";
    [Id(5)] public Quote Quote { get; init; } = Quote.Empty;
    [Id(6)] public Recipient? Recipient { get; init; }
    [Id(7)] public DateTimeOffset PlacedAt { get; init; }
    [Id(8)] public DateTimeOffset? HeldUntil { get; init; }
    [Id(9)] public Refusal? Refused { get; init; }
    [Id(10)] public ImmutableArray<OrderStep> Steps { get; init; } = [];
    [Id(11)] public Shipment? Shipment { get; init; }
    [Id(12)] public int Version { get; init; }

    /// <summary>Holds that the cart already had, by SKU: the order's holds take their place.</summary>
    [Id(13)] public ImmutableDictionary<string, string> CartHolds { get; init; } = ImmutableDictionary<string, string>.Empty;
    [Id(14)] public PaymentState Payment { get; init; } = new();

    /// <summary>What must still happen in other grains because of what is stored here.</summary>
    [Id(15)] public OrderEffects Owed { get; init; }

    /// <summary>Notices about the order as a whole that must still reach the customer's outbox.</summary>
    [Id(16)] public ImmutableArray<Messaging.MessagePurpose> Notices { get; init; } = [];

    /// <summary>The customer's segments when the order was placed, for a sale that opens earlier for one of them.</summary>
    [Id(17)] public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>The settings version that each stock judged the order by.</summary>
    [Id(18)] public ImmutableDictionary<string, long> JudgedBy { get; init; } = ImmutableDictionary<string, long>.Empty;

    [Id(40)] public PaymentChoice Choice { get; init; } = PaymentChoice.NewCard;

    /// <summary>What was captured and given back, as the provider told of it. Two entries for each refund at most.</summary>
    [Id(41)] public ImmutableArray<MoneyEntry> Ledger { get; init; } = [];

    /// <summary>At most <see cref="OrderRules.MostParcels"/>.</summary>
    [Id(42)] public ImmutableArray<Parcel> Parcels { get; init; } = [];

    /// <summary>By dispute id, at most <see cref="OrderRules.MostDisputes"/>.</summary>
    [Id(43)] public ImmutableArray<PaymentDispute> Disputes { get; init; } = [];
    [Id(44)] public DepositVoucher? Voucher { get; init; }

    /// <summary>The shop's policy when the order was placed.</summary>
    [Id(45)] public CancelPolicy ShopperCancels { get; init; } = CancelPolicy.UntilShipping;

    [Id(50)] public OrderDetails Details { get; init; } = OrderDetails.None;
    [Id(51)] public DeliverySlot? Slot { get; init; }

    /// <summary>Seller and terms as the shopper saw them.</summary>
    [Id(52)] public LegalNotice? Legal { get; init; }
    [Id(53)] public int ShopVersion { get; init; }

    /// <summary>Notices about one parcel or one refund that must still reach the customer's outbox: at most one for each of those.</summary>
    [Id(65)] public ImmutableArray<PartNotice> PartNotices { get; init; } = [];

    /// <summary>The shop's when the order was placed: the days on its papers are those of this calendar.</summary>
    [Id(70)] public string TimeZone { get; init; } = "Asia/Tokyo";

    /// <summary>Receipt and returns as they were issued: one and the refunds, each at most <see cref="Orders.Paper.MostIssues"/> times.</summary>
    [Id(71)] public ImmutableArray<Paper> Papers { get; init; } = [];

    public bool Exists => Status != OrderStatus.Unknown;
}

/// <param name="Part">The parcel's place, from 1, or the refund's key.</param>
[GenerateSerializer, Immutable, Alias("orders.part-notice.v1")]
public sealed record PartNotice([property: Id(0)] Messaging.MessagePurpose Purpose, [property: Id(1)] string Part);

/// <summary>Things an order owes to other grains. Each is safe to do twice. Stored: numbers are never reused.</summary>
[Flags]
public enum OrderEffects
{
    None = 0,

    /// <summary>Set the units of all lines aside, or none.</summary>
    HoldUnits = 1,

    /// <summary>Lengthen the holds because the payment has started.</summary>
    ExtendHolds = 2,

    /// <summary>Money is there: turn the holds into sold units, setting them aside again if they ran out.</summary>
    SecureUnits = 4,
    ReleaseUnits = 8,
    TellCartBought = 16,
    TellCartEnded = 32,

    /// <summary>Redeem the coupon and spend the points, both or neither; before that nothing can be paid.</summary>
    SpendBenefits = 64,
    ReturnBenefits = 128,

    /// <summary>Delivered: give the points that the order earns.</summary>
    EarnPoints = 256,
}

/// <summary>What is known of the payment, and what is wanted of the provider.</summary>
[GenerateSerializer, Immutable, Alias("orders.payment-state.v1")]
public sealed record PaymentState
{
    [Id(0)] public PaymentStanding Standing { get; init; }
    [Id(1)] public string? IntentId { get; init; }
    [Id(2)] public Yen Captured { get; init; }
    [Id(3)] public Yen Refunded { get; init; }
    [Id(4)] public string? DeclineCode { get; init; }
    [Id(5)] public DateTimeOffset? CaptureBefore { get; init; }
    [Id(6)] public bool CaptureLater { get; init; }

    /// <summary>A request may have reached the provider without an answer; it is repeated with its key until it has one.</summary>
    [Id(7)] public bool Unsettled { get; init; }

    /// <summary>The provider is to be asked how things stand.</summary>
    [Id(8)] public bool AskWanted { get; init; }
    [Id(9)] public bool CaptureWanted { get; init; }
    [Id(10)] public ImmutableArray<RefundItem> Refunds { get; init; } = [];

    /// <summary>The provider refuses to open a payment for this order.</summary>
    [Id(11)] public bool CannotOpen { get; init; }

    /// <summary>The platform's rate, basis points: of the shop's plan when it was placed, and again when staff captured it.</summary>
    [Id(12)] public int FeeRate { get; init; }

    /// <summary>The fee on what was captured, at the rate of that time.</summary>
    [Id(13)] public Yen Fee { get; init; }

    /// <summary>Fee given back with refunds.</summary>
    [Id(14)] public Yen FeeReturned { get; init; }

    /// <summary>How often the provider refused to capture or to cancel: the next attempt has a key of its own.</summary>
    [Id(15)] public int Refusals { get; init; }

    /// <summary>Told that the authorisation ends within 48 hours (1), and within 24 (2).</summary>
    [Id(16)] public int CaptureWarnings { get; init; }

    /// <summary>How often word came of a change at the provider. Only an answer to what was asked after the last of them settles it.</summary>
    [Id(21)] public int Stirs { get; init; }

    /// <summary>The connected account that is paid; null: the shop's own.</summary>
    [Id(20)] public string? Payee { get; init; }

    public Yen RefundOwed => new(Refunds.Where(r => r.Standing == RefundStanding.Owed).Sum(r => r.Amount.Amount));

    /// <summary>What could still be given back: captured, not refunded and not yet owed.</summary>
    public Yen Refundable => Captured - Refunded - RefundOwed;
}
