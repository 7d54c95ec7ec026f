using System.Text.Json;
using Commerce.Catalog;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Catalog;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Stock;

/// <summary>All that the desk's control row of a running sale needs, in one answer.</summary>
internal static class StaffSaleEndpoints
{
    public static void MapStaffSale(this IEndpointRouteBuilder staff) =>
        staff.MapGet("/sales/{sku}", Look).WithName("Sale").ForStaff(StaffRole.Staff).Refuses(Reason.UnknownProduct);

    private static async Task<Results<Ok<SaleJson>, Problem>> Look(
        string shop, string sku, IGrainFactory grains, StockChanges changes, CancellationToken stop)
    {
        var found = Keys.IsPart(sku) ? await grains.GetGrain<ICatalogGrain>(shop).Find([sku]) : [];
        if (found is not [var product]) return Problems.From(Reason.UnknownProduct, sku);

        var stock = await grains.GetGrain<IStockGrain>(Keys.Of(shop, sku)).Look();
        var last = await changes.LastAsync(shop, sku, stop);
        return TypedResults.Ok(new SaleJson(
            StockJson.Of(stock), product.Version, TermsJson.Of(product.Terms), last is null ? null : SaleChangeJson.Of(last)));
    }
}

/// <param name="ProductVersion">A change of the terms names it.</param>
/// <param name="Last">What staff last did; null while nothing is known of it.</param>
internal sealed record SaleJson(StockJson Stock, int ProductVersion, TermsJson Terms, SaleChangeJson? Last);

/// <param name="Kind"><c>adjusted</c>, <c>terms-set</c>, <c>paused</c> or <c>resumed</c>.</param>
internal sealed record SaleChangeJson(DateTimeOffset At, string Kind, int Quantity, string Who, string Why)
{
    public static SaleChangeJson Of(StockChange change) =>
        new(change.At, JsonNamingPolicy.KebabCaseLower.ConvertName(change.Kind), change.Quantity, change.Who, change.Why);
}
