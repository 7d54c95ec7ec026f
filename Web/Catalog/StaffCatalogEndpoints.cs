using Commerce.Catalog;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Catalog;

/// <summary>What the merchant sells. Prices and terms change here and nowhere else.</summary>
internal static class StaffCatalogEndpoints
{
    public static void MapStaffCatalog(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/products", Products).WithName("StaffProducts").ForStaff(StaffRole.Viewer);
        staff.MapPut("/products/{sku}", PutProduct).WithName("PutProduct").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.StaleVersion, Reason.UnknownCategory, Reason.UnknownProduct, Reason.TooMany);
        staff.MapPatch("/products/{sku}/terms", ChangeTerms).WithName("ChangeTerms").ForStaff(StaffRole.Staff).RefusesBadBodies().RefusesKeyless()
            .Refuses(Reason.StaleVersion, Reason.UnknownProduct);
        staff.MapGet("/cap-groups", Groups).WithName("CapGroups").ForStaff(StaffRole.Viewer);
        staff.MapPut("/cap-groups/{groupId}", PutGroup).WithName("PutCapGroup").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.StaleVersion, Reason.TooMany);
        staff.MapPut("/categories/{categoryId}", PutCategory).WithName("PutCategory").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.TooMany);
    }

    private static async Task<Ok<StaffProductJson[]>> Products(string shop, IGrainFactory grains)
    {
        var catalog = await grains.GetGrain<ICatalogGrain>(shop).Look();
        return TypedResults.Ok(catalog.Products.Select(p => new StaffProductJson(ProductJson.Of(p), p.Listed, p.Terms.HoldInCart, p.GroupId, p.Version, p.NetPrice?.Amount)).ToArray());
    }

    private static async Task<Results<Ok<VersionJson>, Problem>> PutProduct(
        string shop, string sku, Body<ProductBody> body, StaffPerson person, IGrainFactory grains, HttpContext context)
    {
        var asked = body.Value;
        var isNet = asked.PriceExcludesTax ?? context.Features.Get<ShopView>()?.Settings.PricesExcludeTax ?? false;
        var reply = await grains.GetGrain<ICatalogGrain>(shop)
            .PutProduct(new(asked.ToProduct(sku, isNet), asked.ExpectedVersion, person.Because(asked.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }

    private static async Task<Results<Ok<VersionJson>, Problem>> ChangeTerms(
        string shop, string sku, Body<TermsChangeBody> body, [AsParameters] StaffCommand command)
    {
        var reply = await command.Grains.GetGrain<ICatalogGrain>(shop).ChangeTerms(
            new(command.Key.Value, sku, body.Value.ExpectedVersion, body.Value.ToChange(), command.Person.Because(body.Value.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }

    private static async Task<Ok<CapGroupJson[]>> Groups(string shop, IGrainFactory grains) =>
        TypedResults.Ok((await grains.GetGrain<ICatalogGrain>(shop).Look()).Groups.Select(CapGroupJson.Of).ToArray());

    private static async Task<Results<Ok<VersionJson>, Problem>> PutGroup(
        string shop, string groupId, Body<CapGroupBody> body, StaffPerson person, IGrainFactory grains)
    {
        var asked = body.Value;
        var group = new CapGroup(groupId, asked.PerOrder, asked.PerPerson, asked.Period, asked.PeriodDays, asked.Sale);
        var reply = await grains.GetGrain<ICatalogGrain>(shop).PutCapGroup(new(group, asked.ExpectedVersion, person.Because(asked.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }

    private static async Task<Results<Ok<VersionJson>, Problem>> PutCategory(
        string shop, string categoryId, Body<CategoryBody> body, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<ICatalogGrain>(shop).PutCategory(new(new(categoryId, body.Value.Name, body.Value.Place)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }
}

/// <param name="NetPrice">The price as it was entered without tax; null: it was entered with tax.</param>
internal sealed record StaffProductJson(ProductJson Product, bool Listed, bool HoldInCart, string? GroupId, int Version, long? NetPrice);

/// <param name="ExpectedVersion">The version that was edited; 0 creates.</param>
/// <param name="HoldInCart">Flash products: a unit is set aside when it is put in the cart.</param>
/// <param name="GroupId">The cap group it belongs to; null: none.</param>
/// <param name="PriceExcludesTax">The price was entered without tax; null: as the shop enters prices.</param>
internal sealed record ProductBody(
    int ExpectedVersion, string Name, string Description, string Image, string[] CategoryIds, long Price, TaxClass Tax,
    TermsJson Terms, bool HoldInCart = false, bool Listed = true, string? GroupId = null, string Why = "", bool? PriceExcludesTax = null)
{
    public Product ToProduct(string sku, bool isNet) => new()
    {
        Sku = sku,
        Name = Name,
        Description = Description,
        Image = Image,
        CategoryIds = [.. CategoryIds],
        Price = new(Price),
        NetPrice = isNet ? new Yen(Price) : null,
        Tax = Tax,
        Listed = Listed,
        GroupId = GroupId,
        Terms = Terms.ToTerms() with { HoldInCart = HoldInCart },
    };
}

/// <summary>Differences to the terms that were on the screen. Lengths of time are seconds.</summary>
/// <param name="ExpectedVersion">The product's version that was on the screen.</param>
/// <param name="NewSale">A new sale begins: caps per sale count from zero.</param>
internal sealed record TermsChangeBody(
    int ExpectedVersion, int OpensBy = 0, int ClosesBy = 0, int PerOrderBy = 0, int PerPersonBy = 0, bool NewSale = false, string Why = "")
{
    public TermsChange ToChange() =>
        new(TimeSpan.FromSeconds(OpensBy), TimeSpan.FromSeconds(ClosesBy), PerOrderBy, PerPersonBy, NewSale);
}

/// <param name="PeriodDays">1 to 3,660, for a period of <c>days</c>.</param>
/// <param name="Sale">Rises when a new sale begins; a lower one than the present changes nothing.</param>
internal sealed record CapGroupBody(
    int ExpectedVersion, int? PerOrder, int? PerPerson, CapPeriod Period = CapPeriod.Lifetime, int PeriodDays = 0, int Sale = 0, string Why = "");

internal sealed record CapGroupJson(string GroupId, int? PerOrder, int? PerPerson, CapPeriod Period, int PeriodDays, int Sale, int Version)
{
    public static CapGroupJson Of(CapGroup group) =>
        new(group.GroupId, group.PerOrder, group.PerPerson, group.Period, group.PeriodDays, group.Sale, group.Version);
}

/// <param name="Place">Where it stands in the list: lowest first.</param>
internal sealed record CategoryBody(string Name, int Place);

internal sealed record VersionJson(int Version);
