using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>How far a shopper has come on the way from the cart to the order.</summary>
public enum CheckoutStep
{
    Unknown = 0,

    /// <summary>Filling in who, where and when.</summary>
    Form = 1,

    /// <summary>Everything is filled in; the last page before the order.</summary>
    Confirm = 2,
}

/// <summary>What is filled in so far. May be unfinished and wrong: it is the shopper's note, and is judged when it becomes an order.</summary>
[GenerateSerializer, Immutable, Alias("checkout.draft.v1")]
public sealed record CheckoutDraft(
    [property: Id(0)] CheckoutStep Step,
    [property: Id(1)] Recipient Recipient,
    [property: Id(2)] OrderDetails Details,
    [property: Id(3)] PaymentChoice Payment);

[GenerateSerializer, Immutable, Alias("checkout.keep.v1")]
public sealed record KeepCheckoutRequest([property: Id(0)] CheckoutDraft Draft);

/// <param name="Refused">What must be corrected before the last page, in the order of the form; the subject of each names its field.</param>
/// <param name="Warnings">Fields with characters that no parcel label can show; <c>Subject</c> is the field.</param>
[GenerateSerializer, Immutable, Alias("checkout.reply.v1")]
public sealed record CheckoutReply(
    [property: Id(0)] CheckoutDraft Draft,
    [property: Id(1)] ImmutableArray<Refusal> Refused,
    [property: Id(2)] ImmutableArray<Refusal> Warnings);

/// <param name="Draft">Null: nothing is filled in yet.</param>
/// <param name="Days">The days that may be wished for now, the earliest first.</param>
/// <param name="Refused">What must still be corrected in the draft.</param>
[GenerateSerializer, Immutable, Alias("checkout.view.v1")]
public sealed record CheckoutView(
    [property: Id(0)] CheckoutDraft? Draft,
    [property: Id(1)] ImmutableArray<DateOnly> Days,
    [property: Id(2)] ImmutableArray<Refusal> Refused);

/// <param name="PlacedAt">When (UTC) the order was placed that has come to be.</param>
[GenerateSerializer, Immutable, Alias("checkout.end.v1")]
public sealed record EndCheckoutRequest([property: Id(0)] DateTimeOffset PlacedAt);
