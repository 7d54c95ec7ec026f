using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Orders;

/// <param name="CheckoutKey">From the cart that the shopper saw (<c>CartView.CheckoutKey</c>); the idempotency key.</param>
/// <param name="ExpectedTotal">The total that the shopper saw. Any other total refuses the order with <see cref="Reason.CartChanged"/>.</param>
/// <param name="Payment">How it is paid; null: by a card that is typed in.</param>
[GenerateSerializer, Immutable, Alias("orders.place.v1")]
public sealed record PlaceOrderRequest(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CheckoutKey,
    [property: Id(2)] Yen ExpectedTotal,
    [property: Id(3)] Recipient Recipient,
    [property: Id(4)] PaymentChoice? Payment = null)
{
    /// <summary>Orderer, remarks, wished day and time; null: none of them.</summary>
    [Id(30)] public OrderDetails? Details { get; init; }
}

/// <summary>A person and where their parcels go. Lengths are what carriers print; checked by <c>RecipientRules</c>.</summary>
/// <param name="Kana">How the name is read (フリガナ), full-width katakana; empty: not said.</param>
[GenerateSerializer, Immutable, Alias("orders.recipient.v1")]
public sealed record Recipient(
    [property: Id(0)] string Name,
    [property: Id(1)] string Phone,
    [property: Id(2)] string PostalCode,
    [property: Id(3)] string Prefecture,
    [property: Id(4)] string City,
    [property: Id(5)] string Street,
    [property: Id(6)] string Building,
    [property: Id(7)] string Kana = "");

[GenerateSerializer, Immutable, Alias("orders.cancel.v1")]
public sealed record CancelOrderRequest([property: Id(0)] Actor By);

[GenerateSerializer, Immutable, Alias("orders.capture.v1")]
public sealed record CaptureOrderRequest([property: Id(0)] Actor By);

[GenerateSerializer, Immutable, Alias("orders.ship.v1")]
public sealed record ShipOrderRequest(
    [property: Id(0)] string Carrier,
    [property: Id(1)] string TrackingNumber,
    [property: Id(2)] Actor By)
{
    /// <summary>What is in the parcel; empty: everything that has not left yet.</summary>
    [Id(3)] public ImmutableArray<OrderUnits> Lines { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("orders.deliver.v1")]
public sealed record DeliverOrderRequest([property: Id(0)] Actor By);

/// <param name="Key">Idempotency key of this refund: two partial refunds have two keys.</param>
/// <param name="Amount">Zero with lines: what was paid for them.</param>
[GenerateSerializer, Immutable, Alias("orders.refund.v1")]
public sealed record RefundOrderRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] Yen Amount,
    [property: Id(2)] Actor By)
{
    /// <summary>The units that are given up: those that have not left are not sent any more. Empty: an amount only.</summary>
    [Id(3)] public ImmutableArray<OrderUnits> Lines { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("orders.reply.v1")]
public sealed record OrderReply([property: Id(0)] Refusal? Refused, [property: Id(1)] OrderView? Order)
{
    /// <summary>It had been done before: nothing was changed by this request.</summary>
    [Id(2)] public bool Already { get; init; }
}

/// <param name="Number">What people read and say: at most 16 half-width characters, unique per shop, not a sequence.</param>
/// <param name="HeldUntil">Until when (UTC) an unpaid order keeps its units.</param>
/// <param name="Version">Counts the changes of the order: a higher one is newer.</param>
/// <param name="JudgedBy">By SKU, the settings version (<c>StockView.Version</c>) under which its units were granted; cap groups by their stock's name.</param>
[GenerateSerializer, Immutable, Alias("orders.view.v1")]
public sealed record OrderView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] string Number,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] OrderStatus Status,
    [property: Id(4)] Quote Quote,
    [property: Id(5)] Recipient Recipient,
    [property: Id(6)] PaymentView Payment,
    [property: Id(7)] DateTimeOffset PlacedAt,
    [property: Id(8)] DateTimeOffset? HeldUntil,
    [property: Id(9)] Refusal? Refused,
    [property: Id(10)] ImmutableArray<OrderStep> Steps,
    [property: Id(11)] Shipment? Shipment,
    [property: Id(12)] int Version,
    [property: Id(13)] ImmutableDictionary<string, long> JudgedBy)
{
    [Id(40)] public PaymentChoice Choice { get; init; } = PaymentChoice.NewCard;
    [Id(41)] public ImmutableArray<MoneyEntry> Ledger { get; init; } = [];
    [Id(42)] public ImmutableArray<Parcel> Parcels { get; init; } = [];
    [Id(43)] public ImmutableArray<PaymentDispute> Disputes { get; init; } = [];

    /// <summary>Where a deposit is made, once the provider has issued it.</summary>
    [Id(44)] public DepositVoucher? Voucher { get; init; }
    [Id(45)] public CancelPolicy ShopperCancels { get; init; } = CancelPolicy.UntilShipping;
    [Id(46)] public ImmutableArray<RefundItem> Refunds { get; init; } = [];
    [Id(47)] public OrderFee? Fee { get; init; }

    /// <summary>When (UTC) an authorisation that is not captured ends; null when there is none to capture.</summary>
    [Id(48)] public DateTimeOffset? CaptureEnds { get; init; }

    /// <summary>Units that have neither left nor been given up.</summary>
    [Id(49)] public ImmutableArray<OrderUnits> ToSend { get; init; } = [];

    [Id(50)] public OrderDetails Details { get; init; } = OrderDetails.None;

    /// <summary>The wished time of day as the shop offered it then, with the carriers' codes.</summary>
    [Id(51)] public DeliverySlot? Slot { get; init; }

    /// <summary>Seller and terms that the shopper saw when ordering: what receipts are issued in the name of.</summary>
    [Id(52)] public LegalNotice? Legal { get; init; }

    /// <summary>The version of the shop's settings at that time.</summary>
    [Id(53)] public int ShopVersion { get; init; }

    /// <summary>Its receipts and returns, in the order of their numbers. What stands on one: <see cref="IOrderGrain.Paper"/>.</summary>
    [Id(70)] public ImmutableArray<PaperEntry> Papers { get; init; } = [];
}

/// <summary>One line of the order's life: what happened, when (UTC), by whom and why.</summary>
/// <param name="Status">The status after it.</param>
/// <param name="Note">An amount, a parcel's number or a dispute's status, as the deed has it.</param>
[GenerateSerializer, Immutable, Alias("orders.step.v1")]
public sealed record OrderStep(
    [property: Id(0)] OrderStatus Status,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Actor By,
    [property: Id(3)] OrderDeed Deed = OrderDeed.Moved,
    [property: Id(4)] string? Note = null);

[GenerateSerializer, Immutable, Alias("orders.shipment.v1")]
public sealed record Shipment([property: Id(0)] string Carrier, [property: Id(1)] string TrackingNumber);

/// <summary>The table of allowed moves is <c>OrderRules</c>; docs/orders.md shows it.</summary>
public enum OrderStatus
{
    Unknown = 0,

    /// <summary>Priced and stored; its units are being set aside.</summary>
    Placed = 1,

    /// <summary>Units are held; waiting for the shopper's payment until the hold ends.</summary>
    AwaitingPayment = 2,

    /// <summary>Money is authorised and the units are sold (manual capture).</summary>
    Confirmed = 3,

    /// <summary>Money is captured.</summary>
    Paid = 4,
    Shipped = 5,
    Delivered = 6,

    /// <summary>Never became an order: a unit could not be held. Ends here.</summary>
    Refused = 7,

    /// <summary>Called off by shopper or staff. Ends here, once money and units are back.</summary>
    Cancelled = 8,

    /// <summary>Not paid in time. Ends here; money that still arrives is re-held for or refunded.</summary>
    Expired = 9,

    /// <summary>A voucher is issued and the units are kept until it runs out (お支払い待ち（コンビニ）).</summary>
    AwaitingDeposit = 10,

    /// <summary>Paid, and some of it has left.</summary>
    PartlyShipped = 11,
}
