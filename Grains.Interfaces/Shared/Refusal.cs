namespace Commerce;

/// <summary>
/// Why something was refused. Sent on the wire and stored: numbers are never reused, new ones go to the end of their group.
/// The sentence shown for each, in Japanese and English, is in <c>Web/Http/Sentences.cs</c>.
/// </summary>
public enum Reason
{
    Unknown = 0,

    // What was asked for
    BadQuantity = 1, UnknownProduct = 2, UnknownShop = 3, UnknownCategory = 4, UnknownOrder = 5, BadRequest = 6,
    KeyReused = 7, StaleVersion = 8, TooMany = 9,

    // The sale
    NotOnSaleYet = 20, SaleOver = 21, Paused = 22, OverOrderCap = 23, OverPersonCap = 24, SoldOut = 25, NotListed = 26,

    // Holds and carts
    NothingHeld = 40, HoldEnded = 41, CartEmpty = 42, CartChanged = 43, CartFull = 44,

    // Orders and payments
    WrongStatus = 60, PaymentDeclined = 61, PaymentUnknown = 62, OrderExpired = 63, AmountTooSmall = 64, TooMuch = 65,
    CancelClosed = 66, CaptureEnded = 67, AmountTooLarge = 68,

    // What is filled in at the checkout
    DeliveryDayTooEarly = 70, DeliveryDayClosed = 71, DeliveryDayTooFar = 72, UnknownDeliverySlot = 73,
    FieldRequired = 74, FieldTooLong = 75, FieldUnprintable = 76, BadPhone = 77, BadPostalCode = 78, BadKana = 79,

    // Coupons, points, wrapping and shipping terms
    UnknownCoupon = 80, CouponNotYet = 81, CouponOver = 82, CouponUsedUp = 83, CouponOverPersonCap = 84, CouponBelowMinimum = 85,
    CouponForOthers = 86, NotEnoughPoints = 87, UnknownWrapping = 88, BrokenTiers = 89,

    // Being paid
    PaymentsNotReady = 95, UnknownCard = 96, MethodNotOffered = 97, ProviderSilent = 98, ProviderRefused = 99, NotConnected = 100,

    // The platform's terms, and papers
    PlanFixed = 105, UnknownPaper = 106, NothingPaid = 107,
}

/// <summary>
/// A refusal as a value: one reason, and the facts its sentence needs.
/// <paramref name="Subject"/> is the SKU or field it is about, <paramref name="Limit"/> the cap or number that was passed,
/// <paramref name="At"/> the instant (UTC) that matters, such as when the sale opens, <paramref name="Taken"/> the units that this
/// customer has already, where a cap counts them.
/// </summary>
[GenerateSerializer, Immutable, Alias("refusal.v1")]
public sealed record Refusal(
    [property: Id(0)] Reason Reason,
    [property: Id(1)] string? Subject = null,
    [property: Id(2)] long? Limit = null,
    [property: Id(3)] DateTimeOffset? At = null,
    [property: Id(4)] long? Taken = null);
