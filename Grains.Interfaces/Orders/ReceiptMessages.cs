namespace Commerce.Orders;

/// <summary>The receipts of one order. Key: <c>shop/orderId</c>. Keeps nothing: a receipt is what the order says.</summary>
[Alias("receipt")]
public interface IReceiptGrain : IGrainWithStringKey
{
    /// <summary>The receipt, or null while no money has been captured.</summary>
    [Alias("look"), ReadOnly]
    Task<ReceiptView?> Look();
}

/// <summary>
/// What stands on the receipt of a paid order. With a registration number it has all that a qualified invoice (適格請求書, 消費税法57条の4)
/// wants; without one it must not look like one, and <see cref="Taxes"/> are not called tax on it.
/// </summary>
/// <param name="Issuer">Seller, address and phone as they were when the order was placed.</param>
/// <param name="RegistrationNumber">T and 13 digits; null: the seller is not registered.</param>
/// <param name="To">Who ordered (宛名).</param>
/// <param name="PaidOn">The day, in the shop's calendar, on which the money was captured.</param>
/// <param name="SuppliedOn">The day on which the goods left; until then the day of payment. Law: the date of the transaction.</param>
/// <param name="Total">Everything that was paid, tax included.</param>
/// <param name="Taxes">For each rate its share of the total and the tax in it, rounded once.</param>
[GenerateSerializer, Immutable, Alias("orders.receipt.v1")]
public sealed record ReceiptView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] string Number,
    [property: Id(2)] Shops.LegalNotice Issuer,
    [property: Id(3)] string? RegistrationNumber,
    [property: Id(4)] string To,
    [property: Id(5)] DateOnly PaidOn,
    [property: Id(6)] DateOnly SuppliedOn,
    [property: Id(7)] ImmutableArray<ReceiptLine> Lines,
    [property: Id(8)] Yen Total,
    [property: Id(9)] ImmutableArray<TaxPart> Taxes,
    [property: Id(10)] ImmutableArray<ReceiptReturn> Returns,
    [property: Id(11)] Payments.PaymentMethod PaidBy);

/// <param name="Kind">What the line is of.</param>
/// <param name="Name">Of goods; empty for others.</param>
/// <param name="Amount">Tax included; negative for a discount.</param>
/// <param name="RatePercent">Null for a discount over several rates: how it is split shows in the parts.</param>
/// <param name="Reduced">Taxed at the reduced rate: marked with ※.</param>
[GenerateSerializer, Immutable, Alias("orders.receipt-line.v1")]
public sealed record ReceiptLine(
    [property: Id(0)] ReceiptLineKind Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Yen UnitPrice,
    [property: Id(4)] Yen Amount,
    [property: Id(5)] int? RatePercent,
    [property: Id(6)] bool Reduced);

public enum ReceiptLineKind { Unknown = 0, Goods = 1, Shipping = 2, Wrapping = 3, Discount = 4, Points = 5 }

/// <summary>Money given back after the sale: what a return invoice (適格返還請求書, 消費税法57条の4第3項) wants, beside issuer and goods.</summary>
/// <param name="On">The day of the refund in the shop's calendar.</param>
/// <param name="Taxes">For each rate its share of the amount and the tax in it; over all returns they add up to those of the receipt.</param>
[GenerateSerializer, Immutable, Alias("orders.receipt-return.v1")]
public sealed record ReceiptReturn(
    [property: Id(0)] DateOnly On,
    [property: Id(1)] Yen Amount,
    [property: Id(2)] ImmutableArray<TaxPart> Taxes);
