using System.Globalization;
using Commerce.Shops;

namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

/// <summary>
/// Which papers an order has, under which number, and what stands on them: a receipt when somebody asks for it, a return with every refund.
/// Pure; a paper is written once, from the order as it is then. docs/orders.md says which law wants what.
/// </summary>
internal static class PaperRules
{
    private const int LongestName = 60;

    /// <summary>
    /// The receipt is issued when it is first asked for and money is there; asked again it is the same. A paper that is there is issued again
    /// only when that is what is asked for, and has the same number then.
    /// </summary>
    public static OrderDecision Issue(OrderState order, IssuePaperRequest ask, DateTimeOffset now)
    {
        if (!order.Exists) return new(new Refusal(Reason.UnknownOrder));
        var to = RecipientRules.OneLine(ask.To ?? "");
        if (Name(to) is { } unfit) return new(unfit);
        var known = Find(order, ask.Number);
        if (Earlier(order, ask.Key) is { } earlier)
        {
            return new(ReferenceEquals(earlier.Paper, known) && (to.Length == 0 || to == earlier.Issue.To) ? null : new(Reason.KeyReused, ask.Key));
        }

        if (known is null) return ask.Number is null ? First(order, ask, to, now) : new(new Refusal(Reason.UnknownPaper, ask.Number));
        if (!ask.Again) return new(null);
        return known.Issues.Length >= Paper.MostIssues
            ? new(new Refusal(Reason.TooMany, Limit: Paper.MostIssues))
            : new(null, new PaperIssuedAgain(known.Number, new(ask.Key, to.Length > 0 ? to : known.Issues[^1].To, now, ask.By)));
    }

    /// <summary>The paper of that number; without one the receipt. Null: there is none.</summary>
    public static Paper? Find(OrderState order, string? number) =>
        order.Papers.FirstOrDefault(paper => number is null ? paper.Kind == PaperKind.Receipt : paper.Number == number);

    /// <summary>What is written when a refund is done; null for orders from before papers, which know no seller.</summary>
    public static Paper? OfReturn(OrderState order, RefundItem refund, DateTimeOffset at)
    {
        if (order.Legal is not { } seller) return null;
        var taxes = ReturnRules.Taxes(order.Quote, order.Payment.Refunds, refund.Key);
        return new(
            Number(order), PaperKind.Return, order.Number, PaperIssuer.Of(seller), Zone(order).DayOf(at), SuppliedOn(order),
            PaperLines.OfReturn(order.Quote, order.Payment.Refunds, refund.Key, OrderIds.Day(order.Number)), refund.Amount, taxes, order.Choice.Method,
            [new(":" + refund.Key, Orderer(order), at, Actor.System)]);
    }

    private static OrderDecision First(OrderState order, IssuePaperRequest ask, string to, DateTimeOffset now)
    {
        if (order.Legal is not { } seller || order.Payment.Refundable <= Yen.Zero) return new(new Refusal(Reason.NothingPaid));
        return new(null, new PaperIssued(new(
            Number(order), PaperKind.Receipt, order.Number, PaperIssuer.Of(seller), PaidOn(order), SuppliedOn(order),
            PaperLines.OfSale(order.Quote, OrderIds.Day(order.Number)), order.Quote.Total, order.Quote.Taxes, order.Choice.Method,
            [new(ask.Key, to.Length > 0 ? to : Orderer(order), now, ask.By)])));
    }

    private static (Paper Paper, PaperIssue Issue)? Earlier(OrderState order, string key)
    {
        foreach (var paper in order.Papers)
        {
            if (paper.Issues.FirstOrDefault(issue => issue.Key == key) is { } issue) return (paper, issue);
        }

        return null;
    }

    private static Refusal? Name(string to) =>
        !PrintRules.IsWellFormed(to) ? new(Reason.FieldUnprintable, "to")
        : DetailsRules.Length(to) > LongestName ? new(Reason.FieldTooLong, "to", LongestName)
        : null;

    private static string Number(OrderState order) => string.Create(CultureInfo.InvariantCulture, $"{order.Number}-{order.Papers.Length + 1}");

    private static string Orderer(OrderState order) => (order.Details.Orderer ?? order.Recipient!).Name;

    private static DateOnly PaidOn(OrderState order) => Zone(order).DayOf(
        order.Ledger.FirstOrDefault(entry => entry.Amount > Yen.Zero)?.At
        ?? order.Steps.FirstOrDefault(step => step.Status == OrderStatus.Paid)?.At
        ?? order.PlacedAt);

    private static DateOnly SuppliedOn(OrderState order) => order.Parcels is [var first, ..] ? Zone(order).DayOf(first.At) : PaidOn(order);

    private static TimeZoneInfo Zone(OrderState order) => TimeZoneInfo.FindSystemTimeZoneById(order.TimeZone);
}
