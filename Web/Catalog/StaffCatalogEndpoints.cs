using Commerce.Catalog;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
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
        staff.MapPut("/categories/{categoryId}", PutCategory).WithName("PutCategory").ForStaff(StaffRole.Manager).RefusesBadBodies()
            .Refuses(Reason.TooMany);
    }

    private static async Task<Ok<StaffProductJson[]>> Products(string shop, IGrainFactory grains)
    {
        var catalog = await grains.GetGrain<ICatalogGrain>(shop).Look();
        return TypedResults.Ok(catalog.Products.Select(p => new StaffProductJson(ProductJson.Of(p), p.Listed, p.Terms.HoldInCart, p.Version)).ToArray());
    }

    private static async Task<Results<Ok<VersionJson>, Problem>> PutProduct(
        string shop, string sku, Body<ProductBody> body, StaffPerson person, IGrainFactory grains)
    {
        var asked = body.Value;
        var reply = await grains.GetGrain<ICatalogGrain>(shop)
            .PutProduct(new(asked.ToProduct(sku), asked.ExpectedVersion, person.Because(asked.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }

    private static async Task<Results<Ok<VersionJson>, Problem>> PutCategory(
        string shop, string categoryId, Body<CategoryBody> body, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<ICatalogGrain>(shop).PutCategory(new(new(categoryId, body.Value.Name, body.Value.Place)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(new VersionJson(reply.Version));
    }
}

internal sealed record StaffProductJson(ProductJson Product, bool Listed, bool HoldInCart, int Version);

/// <param name="ExpectedVersion">The version that was edited; 0 creates.</param>
/// <param name="HoldInCart">Flash products: a unit is set aside when it is put in the cart.</param>
internal sealed record ProductBody(
    int ExpectedVersion, string Name, string Description, string Image, string[] CategoryIds, long Price, TaxClass Tax,
    TermsJson Terms, bool HoldInCart = false, bool Listed = true, string Why = "")
{
    public Product ToProduct(string sku) => new()
    {
        Sku = sku,
        Name = Name,
        Description = Description,
        Image = Image,
        CategoryIds = [.. CategoryIds],
        Price = new(Price),
        Tax = Tax,
        Listed = Listed,
        Terms = new SaleTerms
        {
            Opens = Terms.Opens,
            Closes = Terms.Closes,
            PerOrder = Terms.PerOrder,
            PerPerson = Terms.PerPerson,
            HoldInCart = HoldInCart,
        },
    };
}

/// <param name="Place">Where it stands in the list: lowest first.</param>
internal sealed record CategoryBody(string Name, int Place);

internal sealed record VersionJson(int Version);
