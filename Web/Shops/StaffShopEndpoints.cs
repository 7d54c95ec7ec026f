using Commerce.Orders;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Catalog;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shops;

/// <summary>The shop's settings. Its channels and their secrets are not among them: nothing here gives those out.</summary>
internal static class StaffShopEndpoints
{
    public static void MapStaffShop(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings", Look).WithName("ShopSettings").ForStaff(StaffRole.Viewer);
        staff.MapPut("/settings", Put).WithName("PutShopSettings").ForStaff(StaffRole.Owner).RefusesBadBodies().Refuses(Reason.StaleVersion, Reason.BrokenTiers, Reason.PlanFixed);
    }

    private static async Task<Results<Ok<ShopJson>, Problem>> Look(string shop, IGrainFactory grains) =>
        await grains.GetGrain<IShopGrain>(shop).Look() is { } view
            ? TypedResults.Ok(new ShopJson(view.Version, SettingsJson.Of(view.Settings)))
            : Problems.From(Reason.UnknownShop);

    private static async Task<Results<Ok<VersionJson>, Problem>> Put(string shop, Body<ShopJson> body, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IShopGrain>(shop).Put(new(body.Value.Settings.ToSettings(), body.Value.Version));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }
}

/// <param name="Version">In an answer the current one; in a request the one that was edited.</param>
internal sealed record ShopJson(int Version, SettingsJson Settings);

/// <summary>Lengths of time are seconds, amounts whole yen, tax included.</summary>
/// <param name="Plan">To look at; in a request as it was read, or left out. The platform changes it, not the shop.</param>
internal sealed record SettingsJson(
    string Name, string TimeZone, int RemindAfter, int HoldFor, int ExtendBy, long Shipping, long? FreeShippingFrom,
    TaxRounding Rounding, CaptureMode Capture, LegalJson Legal,
    CartPlan? Plan = null, CancelPolicy ShopperCancels = CancelPolicy.UntilShipping,
    bool TakesKonbini = true, int KonbiniDays = 3,
    ShippingTermsJson? ShippingTerms = null, WrappingJson[]? Wrapping = null, PointTermsJson? Points = null, bool PricesExcludeTax = false)
{
    public required DeliveryJson Delivery { get; init; }
    public required RemarksJson Remarks { get; init; }

    /// <summary>Whether names must be given with their reading.</summary>
    public bool KanaRequired { get; init; }

    public static SettingsJson Of(ShopSettings shop) => new(
        shop.Name, shop.TimeZone, (int)shop.RemindAfter.TotalSeconds, (int)shop.HoldFor.TotalSeconds, (int)shop.ExtendBy.TotalSeconds,
        shop.Shipping.Amount, shop.FreeShippingFrom?.Amount, shop.Rounding, shop.Capture, LegalJson.Of(shop.Legal),
        shop.Plan, shop.ShopperCancels, shop.TakesKonbini, shop.KonbiniDays,
        ShippingTermsJson.Of(shop.ShippingTerms), [.. shop.Wrapping.Options.Select(WrappingJson.Of)],
        shop.Points is { } points ? new(points.EarnPercent, points.ValidDays) : null, shop.PricesExcludeTax)
    {
        Delivery = DeliveryJson.Of(shop.Delivery),
        Remarks = RemarksJson.Of(shop.Remarks),
        KanaRequired = shop.KanaRequired,
    };

    public ShopSettings ToSettings() => new()
    {
        Name = Name,
        TimeZone = TimeZone,
        RemindAfter = TimeSpan.FromSeconds(RemindAfter),
        HoldFor = TimeSpan.FromSeconds(HoldFor),
        ExtendBy = TimeSpan.FromSeconds(ExtendBy),
        Shipping = new(Shipping),
        FreeShippingFrom = FreeShippingFrom is { } from ? new Yen(from) : null,
        Rounding = Rounding,
        Capture = Capture,
        Legal = Legal.ToLegal(),
        Plan = Plan ?? CartPlan.Unknown,
        ShopperCancels = ShopperCancels,
        TakesKonbini = TakesKonbini,
        KonbiniDays = KonbiniDays,
        ShippingTerms = ShippingTerms?.ToTerms() ?? Commerce.Shops.ShippingTerms.Flat,
        Wrapping = new() { Options = [.. (Wrapping ?? []).Select(option => option.ToOption())] },
        Points = Points is { } points ? new(points.EarnPercent, points.ValidDays) : null,
        PricesExcludeTax = PricesExcludeTax,
        Delivery = Delivery.ToTerms(),
        Remarks = Remarks.ToTerms(),
        KanaRequired = KanaRequired,
    };
}

internal sealed record LegalJson(
    string Seller, string Responsible, string Address, string Phone, string DeliveryTime, string ReturnPolicy, string? InvoiceNumber)
{
    public static LegalJson Of(LegalNotice legal) => new(
        legal.Seller, legal.Responsible, legal.Address, legal.Phone, legal.DeliveryTime, legal.ReturnPolicy, legal.InvoiceNumber);

    public LegalNotice ToLegal() => new(Seller, Responsible, Address, Phone, DeliveryTime, ReturnPolicy, InvoiceNumber);
}
