using Commerce.Promotions;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Promotions;

/// <summary>The shop's coupons, for staff: made, changed and stopped; orders that use one already keep it.</summary>
internal static class StaffCouponEndpoints
{
    public static void MapStaffCoupons(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/coupons", List).WithName("Coupons").ForStaff(StaffRole.Viewer);
        staff.MapGet("/coupons/{code}", Look).WithName("Coupon").ForStaff(StaffRole.Viewer).Refuses(Reason.UnknownCoupon);
        staff.MapPut("/coupons/{code}", Put).WithName("PutCoupon").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.StaleVersion, Reason.TooMany);
        staff.MapPost("/coupons/{code}/stop", Stop).WithName("StopCoupon").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.UnknownCoupon);
    }

    /// <summary>The newest first.</summary>
    private static async Task<Ok<CouponJson[]>> List(string shop, IGrainFactory grains)
    {
        var codes = await grains.GetGrain<ICouponBookGrain>(shop).Look();
        var coupons = await Task.WhenAll(codes.Select(code => grains.GetGrain<ICouponGrain>(Keys.Of(shop, code)).Look()));
        return TypedResults.Ok(coupons.OfType<CouponView>().Reverse().Select(CouponJson.Of).ToArray());
    }

    private static async Task<Results<Ok<CouponJson>, Problem>> Look(string shop, string code, IGrainFactory grains) =>
        CouponOf(shop, code, grains) is { } coupon && await coupon.Look() is { } view
            ? TypedResults.Ok(CouponJson.Of(view))
            : Problems.From(Reason.UnknownCoupon, code);

    private static async Task<Results<Ok<CouponJson>, Problem>> Put(
        string shop, string code, Body<CouponBody> body, StaffPerson person, IGrainFactory grains)
    {
        if (CouponOf(shop, code, grains) is not { } coupon) return Problems.From(Reason.BadRequest, "code");
        var asked = body.Value;
        return Answer(await coupon.Put(new(asked.Terms.ToTerms(), asked.ExpectedVersion, person.Because(asked.Why))));
    }

    private static async Task<Results<Ok<CouponJson>, Problem>> Stop(
        string shop, string code, Body<StopBody> body, StaffPerson person, IGrainFactory grains) =>
        CouponOf(shop, code, grains) is { } coupon
            ? Answer(await coupon.Stop(new(person.Because(body.Value.Why))))
            : Problems.From(Reason.UnknownCoupon, code);

    private static Results<Ok<CouponJson>, Problem> Answer(CouponReply reply) =>
        reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(CouponJson.Of(reply.Coupon!));

    /// <summary>Codes are capitals: one that shoppers cannot type is none.</summary>
    private static ICouponGrain? CouponOf(string shop, string code, IGrainFactory grains) =>
        CouponCodes.Clean(code) is { } clean ? grains.GetGrain<ICouponGrain>(Keys.Of(shop, clean)) : null;
}

/// <param name="ExpectedVersion">The version that was edited; 0 creates.</param>
internal sealed record CouponBody(int ExpectedVersion, CouponTermsJson Terms, string Why = "");

internal sealed record StopBody(string Why);

/// <summary>Amounts are whole yen, tax included.</summary>
/// <param name="Value">Yen for <c>amount</c>, 1 to 100 for <c>percent</c>, 0 for <c>freeShipping</c>.</param>
/// <param name="Opens">It may be used in <c>[opens, closes)</c>, UTC; null: open-ended.</param>
/// <param name="Minimum">What the goods it applies to must be worth.</param>
/// <param name="Skus">With <paramref name="CategoryIds"/> the goods it applies to; both empty: all.</param>
/// <param name="TotalLimit">Orders that may use it; null: any number.</param>
/// <param name="PerPersonLimit">Orders of one person that may use it; null: any number.</param>
internal sealed record CouponTermsJson(
    string Name, CouponKind Kind, long Value = 0, DateTimeOffset? Opens = null, DateTimeOffset? Closes = null, long Minimum = 0,
    string[]? Skus = null, string[]? CategoryIds = null, int? TotalLimit = null, int? PerPersonLimit = null)
{
    public static CouponTermsJson Of(CouponTerms terms) => new(
        terms.Name, terms.Kind, terms.Value, terms.Opens, terms.Closes, terms.Minimum.Amount,
        [.. terms.Skus], [.. terms.CategoryIds], terms.TotalLimit, terms.PerPersonLimit);

    public CouponTerms ToTerms() => new()
    {
        Name = Name,
        Kind = Kind,
        Value = Value,
        Opens = Opens,
        Closes = Closes,
        Minimum = new(Minimum),
        Skus = [.. Skus ?? []],
        CategoryIds = [.. CategoryIds ?? []],
        TotalLimit = TotalLimit,
        PerPersonLimit = PerPersonLimit,
    };
}

/// <param name="Used">Orders that use it now; returned ones are not counted.</param>
/// <param name="Why">Why it was changed or stopped last.</param>
internal sealed record CouponJson(string Code, CouponTermsJson Terms, bool Stopped, long Used, int Version, string Why)
{
    public static CouponJson Of(CouponView coupon) => new(
        coupon.Code, CouponTermsJson.Of(coupon.Terms), coupon.Stopped, coupon.Used, coupon.Version, coupon.ChangedBy.Why);
}
