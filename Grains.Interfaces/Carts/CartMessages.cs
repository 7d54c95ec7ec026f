using Commerce.Orders;
using Commerce.Stock;

namespace Commerce.Carts;

/// <param name="HoldId">A hold that the customer has asked for already (<see cref="CustomerHold"/>): the line takes it over.</param>
[GenerateSerializer, Immutable, Alias("cart.add.v1")]
public sealed record AddToCartRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? HoldId = null);

[GenerateSerializer, Immutable, Alias("cart.set-quantity.v1")]
public sealed record SetQuantityRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity);

/// <summary>Replaces all choices of the cart at once.</summary>
[GenerateSerializer, Immutable, Alias("cart.choose.v1")]
public sealed record ChooseRequest([property: Id(0)] string Key, [property: Id(1)] CartChoices Choices);

/// <summary>What a shopper chose for the order as a whole. Nothing of it is a price.</summary>
/// <param name="WrappingId">One of the shop's gift wrappings; null: none.</param>
/// <param name="CouponCode">As typed; stored in capitals.</param>
/// <param name="Points">Points to spend; fewer are taken when the goods cost less.</param>
/// <param name="Prefecture">Where the parcel goes, as far as it is known: for the shipping fee.</param>
/// <param name="PostalCode">Seven digits.</param>
[GenerateSerializer, Immutable, Alias("cart.choices.v1")]
public sealed record CartChoices(
    [property: Id(0)] string? WrappingId = null,
    [property: Id(1)] string? CouponCode = null,
    [property: Id(2)] int Points = 0,
    [property: Id(3)] string? Prefecture = null,
    [property: Id(4)] string? PostalCode = null)
{
    public static readonly CartChoices None = new();
}

/// <param name="Refused">Why a choice does not hold now (its <see cref="Refusal.Subject"/> is the code, option or field); the quote is without it.</param>
/// <param name="PointsBalance">Points that this cart could spend.</param>
[GenerateSerializer, Immutable, Alias("cart.choices-view.v1")]
public sealed record CartChoicesView(
    [property: Id(0)] CartChoices Choices,
    [property: Id(1)] ImmutableArray<Refusal> Refused,
    [property: Id(2)] int PointsBalance)
{
    public static readonly CartChoicesView None = new(CartChoices.None, [], 0);
}

[GenerateSerializer, Immutable, Alias("cart.reply.v1")]
public sealed record CartReply([property: Id(0)] Refusal? Refused, [property: Id(1)] CartView Cart);

/// <param name="CheckoutKey">The idempotency key of ordering exactly this cart: every tab that shows it has the same one.</param>
/// <param name="Quote">What ordering the buyable lines would cost now.</param>
[GenerateSerializer, Immutable, Alias("cart.view.v1")]
public sealed record CartView(
    [property: Id(0)] string CheckoutKey,
    [property: Id(1)] ImmutableArray<CartLine> Lines,
    [property: Id(2)] Quote Quote,
    [property: Id(3)] CartChoicesView? Chosen = null);

/// <param name="Refused">Why this line cannot be ordered now; null when it can.</param>
/// <param name="HeldUntil">End (UTC) of the hold on a flash product's units; null when none is held in the cart.</param>
[GenerateSerializer, Immutable, Alias("cart.line.v1")]
public sealed record CartLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] string Image,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Yen UnitPrice,
    [property: Id(5)] int? MaxQuantity,
    [property: Id(6)] string? HoldId,
    [property: Id(7)] DateTimeOffset? HeldUntil,
    [property: Id(8)] Refusal? Refused);

[GenerateSerializer, Immutable, Alias("cart.bought.v1")]
public sealed record BoughtRequest(
    [property: Id(0)] string OrderId,
    [property: Id(1)] ImmutableArray<OrderedUnits> Units);

[GenerateSerializer, Immutable, Alias("cart.units.v1")]
public sealed record OrderedUnits([property: Id(0)] string Sku, [property: Id(1)] int Quantity);

[GenerateSerializer, Immutable, Alias("cart.checkout-ended.v1")]
public sealed record CheckoutEndedRequest([property: Id(0)] string CheckoutKey);

/// <param name="Episode">Which abandonment this reminder belongs to.</param>
[GenerateSerializer, Immutable, Alias("cart.reminder.v1")]
public sealed record ReminderRequest([property: Id(0)] string Episode);

/// <param name="Due">False: bought, emptied or nothing left that can be bought; the reminder must not be sent.</param>
[GenerateSerializer, Immutable, Alias("cart.reminder-view.v1")]
public sealed record ReminderView([property: Id(0)] bool Due, [property: Id(1)] ImmutableArray<CartLine> Lines);
