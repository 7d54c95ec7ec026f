using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What a paper of an order is. Stored: numbers are never reused.</summary>
public enum PaperKind
{
    Unknown = 0,

    /// <summary>領収書; of a registered seller 適格請求書 too (消費税法57条の4第1項).</summary>
    Receipt = 1,

    /// <summary>返金明細書; of a registered seller 適格返還請求書 too (同第3項).</summary>
    Return = 2,
}

/// <summary>
/// A paper as it was issued. What stands on it never changes, whatever the shop's settings become; issued again it has the same number and
/// one <see cref="PaperIssue"/> more. Amounts are yen, tax included; days are those of the shop's calendar.
/// </summary>
/// <param name="Number">The order's number and the running number of the paper within the order, from 1, without gaps: unique per shop.</param>
/// <param name="OrderNumber">Of the order that it belongs to.</param>
/// <param name="Issuer">Seller as they were when the order was placed.</param>
/// <param name="Day">Of a receipt the day on which the money was captured; of a return the day on which it was given back.</param>
/// <param name="SuppliedOn">The date of the sale: the day on which the goods left; until then the day of payment.</param>
/// <param name="Total">Everything that was paid, or given back.</param>
/// <param name="Taxes">For each rate its share of the total and the tax in it. Of a sale rounded once; of all returns together never more than of the sale.</param>
/// <param name="Issues">The first time and every time again, oldest first; at most <see cref="MostIssues"/>.</param>
[GenerateSerializer, Immutable, Alias("orders.paper.v1")]
public sealed record Paper(
    [property: Id(0)] string Number,
    [property: Id(1)] PaperKind Kind,
    [property: Id(2)] string OrderNumber,
    [property: Id(3)] PaperIssuer Issuer,
    [property: Id(4)] DateOnly Day,
    [property: Id(5)] DateOnly SuppliedOn,
    [property: Id(6)] ImmutableArray<PaperLine> Lines,
    [property: Id(7)] Yen Total,
    [property: Id(8)] ImmutableArray<TaxPart> Taxes,
    [property: Id(9)] PaymentMethod PaidBy,
    [property: Id(10)] ImmutableArray<PaperIssue> Issues)
{
    public const int MostIssues = 20;
}

/// <param name="RegistrationNumber">T and 13 digits; null: the seller is not registered, and the paper must not look like a qualified invoice.</param>
[GenerateSerializer, Immutable, Alias("orders.paper-issuer.v1")]
public sealed record PaperIssuer(
    [property: Id(0)] string Seller,
    [property: Id(1)] string Address,
    [property: Id(2)] string Phone,
    [property: Id(3)] string? RegistrationNumber)
{
    public static PaperIssuer Of(LegalNotice legal) => new(legal.Seller, legal.Address, legal.Phone, legal.InvoiceNumber);
}

/// <param name="Key">Idempotency key of the command that issued it; the shop's own begin with a colon.</param>
/// <param name="To">Whom it is made out to (宛名), without 様.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("orders.paper-issue.v1")]
public sealed record PaperIssue(
    [property: Id(0)] string Key,
    [property: Id(1)] string To,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] Actor By);

/// <param name="Kind">What the line is of.</param>
/// <param name="Name">Of goods; of a part of the sale the first of its goods; empty for others.</param>
/// <param name="Quantity">Units of goods; of a part of the sale how many different things it is of.</param>
/// <param name="UnitPrice">Zero where there is none.</param>
/// <param name="Amount">Tax included; negative for a discount.</param>
/// <param name="RatePercent">Null for an amount over several rates: how it is split shows in the parts.</param>
/// <param name="Reduced">Taxed at the reduced rate: marked with ※.</param>
[GenerateSerializer, Immutable, Alias("orders.paper-line.v1")]
public sealed record PaperLine(
    [property: Id(0)] PaperLineKind Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Yen UnitPrice,
    [property: Id(4)] Yen Amount,
    [property: Id(5)] int? RatePercent,
    [property: Id(6)] bool Reduced);

/// <summary>Stored: numbers are never reused.</summary>
public enum PaperLineKind
{
    Unknown = 0,
    Goods = 1,
    Shipping = 2,
    Wrapping = 3,
    Discount = 4,
    Points = 5,

    /// <summary>A part of what was paid at one rate.</summary>
    Part = 6,

    /// <summary>What an amount given back is more, or less, than was paid for its goods.</summary>
    Difference = 7,
}

/// <summary>One line in an order's list of its papers.</summary>
/// <param name="Issues">How often it was issued; more than once: the last one is marked 再発行.</param>
[GenerateSerializer, Immutable, Alias("orders.paper-entry.v1")]
public sealed record PaperEntry(
    [property: Id(0)] string Number,
    [property: Id(1)] PaperKind Kind,
    [property: Id(2)] DateOnly Day,
    [property: Id(3)] Yen Total,
    [property: Id(4)] int Issues);

/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Number">Null: the receipt, issued now if it has not been.</param>
/// <param name="To">Whom to make it out to; null or blank: the same as before, at first whoever ordered.</param>
/// <param name="Again">False: a paper that is there already is answered as it is. True: it is issued once more, marked 再発行.</param>
[GenerateSerializer, Immutable, Alias("orders.issue-paper.v1")]
public sealed record IssuePaperRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] Actor By,
    [property: Id(2)] string? Number = null,
    [property: Id(3)] string? To = null,
    [property: Id(4)] bool Again = false);

[GenerateSerializer, Immutable, Alias("orders.paper-reply.v1")]
public sealed record PaperReply([property: Id(0)] Refusal? Refused, [property: Id(1)] Paper? Paper);
