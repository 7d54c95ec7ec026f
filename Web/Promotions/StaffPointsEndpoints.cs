using Commerce.Promotions;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Promotions;

/// <summary>One customer's points, for staff: the ledger, and giving or taking with a reason.</summary>
internal static class StaffPointsEndpoints
{
    public static void MapStaffPoints(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/customers/{customerId}/points", Look).WithName("Points").ForStaff(StaffRole.Staff).Refuses(Reason.BadRequest);
        staff.MapPost("/customers/{customerId}/points", Adjust).WithName("AdjustPoints").ForStaff(StaffRole.Manager)
            .RefusesBadBodies().RefusesKeyless().Refuses(Reason.NotEnoughPoints, Reason.TooMuch);
    }

    private static async Task<Results<Ok<PointsJson>, Problem>> Look(string shop, string customerId, IGrainFactory grains) =>
        Keys.IsPart(customerId)
            ? TypedResults.Ok(PointsJson.Of(await grains.GetGrain<IPointsGrain>(Keys.Of(shop, customerId)).Look()))
            : Problems.From(Reason.BadRequest, nameof(customerId));

    private static async Task<Results<Ok<PointsJson>, Problem>> Adjust(
        string shop, string customerId, Body<AdjustPointsBody> body, [AsParameters] StaffCommand command)
    {
        if (!Keys.IsPart(customerId)) return Problems.From(Reason.BadRequest, nameof(customerId));
        if (string.IsNullOrWhiteSpace(body.Value.Why)) return Problems.From(Reason.BadRequest, "why");

        var valid = body.Value.ValidDays ?? (await command.Grains.GetGrain<IShopGrain>(shop).Look())?.Settings.Points?.ValidDays ?? 365;
        var points = command.Grains.GetGrain<IPointsGrain>(Keys.Of(shop, customerId));
        // Staff's keys are their own: none of them can be mistaken for an order's id.
        var reply = await points.Adjust(new("staff:" + command.Key.Value, body.Value.Points, valid, command.Person.Because(body.Value.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(PointsJson.Of(await points.Look()));
    }
}

/// <param name="Points">Below zero takes away.</param>
/// <param name="ValidDays">Days until they expire; null: as the shop's points do.</param>
internal sealed record AdjustPointsBody(int Points, string Why, int? ValidDays = null);

internal sealed record PointsJson(int Balance, PointLotJson[] Lots, PointEntryJson[] Ledger)
{
    public static PointsJson Of(PointsView points) => new(
        points.Balance,
        [.. points.Lots.Select(lot => new PointLotJson(lot.Left, lot.Expires))],
        [.. points.Ledger.Select(entry => new PointEntryJson(entry.Kind, entry.Points, entry.Balance, entry.Key, entry.At, entry.By.Who, entry.By.Why))]);
}

internal sealed record PointLotJson(int Left, DateTimeOffset Expires);

internal sealed record PointEntryJson(PointEntryKind Kind, int Points, int Balance, string Key, DateTimeOffset At, string Who, string Why);
