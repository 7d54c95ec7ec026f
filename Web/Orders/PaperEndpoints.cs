using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>Receipts and returns of an order: for the shopper whose order it is, and for the shop's staff.</summary>
internal static class PaperEndpoints
{
    public static void MapPapers(this RouteGroupBuilder orders)
    {
        orders.MapGet("/{orderId}/papers/{number}", OfShopper).WithName("OrderPaper").Refuses(Reason.UnknownOrder, Reason.UnknownPaper);
        orders.MapPost("/{orderId}/papers", IssueToShopper).WithName("IssuePaper").RefusesBadBodies().RefusesKeyless()
            .Refuses(Reason.UnknownOrder).Refuses(Unissued);
    }

    public static void MapStaffPapers(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/orders/{orderId}/papers/{number}", OfStaff).WithName("StaffOrderPaper").ForStaff(StaffRole.Viewer)
            .Refuses(Reason.UnknownOrder, Reason.UnknownPaper);
        staff.MapPost("/orders/{orderId}/papers", IssueByStaff).WithName("StaffIssuePaper").ForStaff(StaffRole.Staff).RefusesBadBodies().RefusesKeyless()
            .Refuses(Reason.UnknownOrder).Refuses(Unissued);
    }

    private static readonly Reason[] Unissued =
        [Reason.UnknownPaper, Reason.NothingPaid, Reason.KeyReused, Reason.TooMany, Reason.FieldTooLong, Reason.FieldUnprintable];

    private static async Task<Results<Ok<PaperJson>, Problem>> OfShopper(string orderId, string number, Shopper shopper, IGrainFactory grains) =>
        await OwnAsync(orderId, shopper, grains) is { } order ? Shown(await order.Paper(number)) : Problems.From(Reason.UnknownOrder);

    private static async Task<Results<Ok<PaperJson>, Problem>> OfStaff(string shop, string orderId, string number, IGrainFactory grains) =>
        Of(shop, orderId, grains) is { } order ? Shown(await order.Paper(number)) : Problems.From(Reason.UnknownOrder);

    private static async Task<Results<Ok<PaperJson>, Problem>> IssueToShopper(
        string orderId, Body<IssueBody> body, IdempotencyKey key, Shopper shopper, IGrainFactory grains) =>
        await OwnAsync(orderId, shopper, grains) is { } order
            ? Shown(await order.IssuePaper(body.Value.ToRequest(key.Value, new(shopper.Id, ""))))
            : Problems.From(Reason.UnknownOrder);

    private static async Task<Results<Ok<PaperJson>, Problem>> IssueByStaff(
        string shop, string orderId, Body<IssueBody> body, [AsParameters] StaffCommand command) =>
        Of(shop, orderId, command.Grains) is { } order
            ? Shown(await order.IssuePaper(body.Value.ToRequest(command.Key.Value, command.Person.Because(""))))
            : Problems.From(Reason.UnknownOrder);

    private static Results<Ok<PaperJson>, Problem> Shown(PaperReply reply) =>
        reply.Refused is { } refused ? Problems.From(refused) : Shown(reply.Paper);

    private static Results<Ok<PaperJson>, Problem> Shown(Paper? paper) =>
        paper is null ? Problems.From(Reason.UnknownPaper) : TypedResults.Ok(PaperJson.Of(paper));

    private static async Task<IOrderGrain?> OwnAsync(string orderId, Shopper shopper, IGrainFactory grains) =>
        Of(shopper.Shop, orderId, grains) is { } order && (await order.Look())?.CustomerId == shopper.Id ? order : null;

    private static IOrderGrain? Of(string shop, string orderId, IGrainFactory grains) =>
        Keys.IsPart(orderId) ? grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)) : null;
}

/// <param name="Number">Without: the receipt, issued now if it has not been.</param>
/// <param name="To">Whom to make it out to (宛名), at most 60 characters; without: the same as before, at first whoever ordered.</param>
/// <param name="Again">Issue a paper that is there once more, marked 再発行; otherwise it is answered as it is.</param>
internal sealed record IssueBody(string? Number = null, string? To = null, bool Again = false)
{
    public IssuePaperRequest ToRequest(string key, Actor by) => new(key, by, Number, To, Again);
}

/// <param name="Issues">How often it was issued; more than once: the last one is marked 再発行.</param>
internal sealed record PaperEntryJson(string Number, PaperKind Kind, DateOnly Day, long Total, int Issues)
{
    public static PaperEntryJson Of(PaperEntry paper) => new(paper.Number, paper.Kind, paper.Day, paper.Total.Amount, paper.Issues);
}

/// <summary>A paper as it was issued; whole yen, tax included, days of the shop.</summary>
/// <param name="RegistrationNumber">T and 13 digits; null: it is no qualified invoice.</param>
/// <param name="To">Whom it is made out to, last.</param>
/// <param name="Day">On which the money was captured, or given back.</param>
/// <param name="SuppliedOn">The date of the sale.</param>
internal sealed record PaperJson(
    string Number, PaperKind Kind, string OrderNumber, string Seller, string Address, string Phone, string? RegistrationNumber, string To,
    DateOnly Day, DateOnly SuppliedOn, PaperLineJson[] Lines, long Total, PaperTaxJson[] Taxes, PaperIssueJson[] Issues)
{
    public static PaperJson Of(Paper paper) => new(
        paper.Number, paper.Kind, paper.OrderNumber, paper.Issuer.Seller, paper.Issuer.Address, paper.Issuer.Phone, paper.Issuer.RegistrationNumber,
        paper.Issues[^1].To, paper.Day, paper.SuppliedOn,
        [.. paper.Lines.Select(line => new PaperLineJson(
            line.Kind, line.Name, line.Quantity, line.UnitPrice.Amount, line.Amount.Amount, line.RatePercent, line.Reduced))],
        paper.Total.Amount, [.. paper.Taxes.Select(part => new PaperTaxJson(part.RatePercent, part.Taxable.Amount, part.Tax.Amount))],
        [.. paper.Issues.Select(issue => new PaperIssueJson(issue.At, issue.To))]);
}

/// <param name="Reduced">Taxed at the reduced rate: marked with ※.</param>
internal sealed record PaperLineJson(PaperLineKind Kind, string Name, int Quantity, long UnitPrice, long Amount, int? RatePercent, bool Reduced);

internal sealed record PaperTaxJson(int RatePercent, long Taxable, long Tax);

internal sealed record PaperIssueJson(DateTimeOffset At, string To);
