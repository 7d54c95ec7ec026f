using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Catalog;

using CatalogDecision = (CatalogReply Reply, CatalogState Catalog);

/// <summary>How sale terms change while a sale runs, the caps that products share, and how both reach their stock.</summary>
internal static partial class CatalogRules
{
    public const int MostGroups = 100;
    private const int MostChangeKeys = 16;
    private const int LongestPeriod = 3_660;
    private const int EarliestMinutes = 7 * 24 * 60;

    /// <summary>Differences to what was on the screen: refused as stale when that has changed meanwhile.</summary>
    public static CatalogDecision ChangeTerms(CatalogState catalog, ChangeTermsRequest ask)
    {
        if (ask.Key is not { Length: > 0 and <= 100 }) return (new(Bad("key")), catalog);
        if (catalog.Products.GetValueOrDefault(ask.Sku) is not { } product) return (new(new(Reason.UnknownProduct, ask.Sku)), catalog);
        var known = catalog.ChangeKeys.GetValueOrDefault(ask.Sku, []);
        if (known.Contains(ask.Key)) return (new(null, product.Version), catalog);
        if (ask.ExpectedVersion != product.Version) return (new(new(Reason.StaleVersion, ask.Sku, product.Version), product.Version), catalog);
        if (Changed(product.Terms, ask.Change, out var terms) is { } refused) return (new(refused, product.Version), catalog);

        var next = product with { Version = product.Version + 1, Terms = terms with { Version = product.Version + 1 } };
        ImmutableArray<string> keys = [.. known.TakeLast(MostChangeKeys - 1), ask.Key];
        return (new(null, next.Version), Put(catalog, next, ask.By) with { ChangeKeys = catalog.ChangeKeys.SetItem(ask.Sku, keys) });
    }

    public static CatalogDecision PutCapGroup(CatalogState catalog, PutCapGroupRequest ask)
    {
        if (!Keys.IsPart(ask.Group.GroupId)) return (new(Bad(nameof(ask.Group.GroupId))), catalog);
        var current = catalog.Groups.GetValueOrDefault(ask.Group.GroupId);
        var version = current?.Version ?? 0;
        var group = ask.Group with { Version = version + 1, Sale = Math.Max(ask.Group.Sale, current?.Sale ?? 0) };
        if (CheckCaps(group.PerOrder, group.PerPerson, group.Period, group.PeriodDays) is { } refused) return (new(refused, version), catalog);
        if (current is not null && current == group with { Version = version }) return (new(null, version), catalog);
        if (ask.ExpectedVersion is { } expected && expected != version) return (new(new(Reason.StaleVersion, group.GroupId, version), version), catalog);
        if (current is null && catalog.Groups.Count >= MostGroups) return (new(new(Reason.TooMany, Limit: MostGroups)), catalog);

        return (new(null, group.Version), catalog with
        {
            Version = catalog.Version + 1,
            Groups = catalog.Groups.SetItem(group.GroupId, group),
            TermsToHand = catalog.TermsToHand.SetItem(CapGroup.StockPart(group.GroupId), ask.By),
        });
    }

    /// <summary>The terms that the stock of this SKU, or of this cap group, is to have.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="part">As in <see cref="CatalogState.TermsToHand"/>.</param>
    /// <param name="shop">How long the holds of a cap group last; a product's terms say it themselves.</param>
    public static SaleTerms TermsOf(CatalogState catalog, string part, ShopSettings shop)
    {
        if (catalog.Products.GetValueOrDefault(part) is { } product) return product.Terms;
        var group = GroupOf(catalog, part);
        return new()
        {
            Version = group.Version,
            PerOrder = group.PerOrder,
            PerPerson = group.PerPerson,
            Period = group.Period,
            PeriodDays = group.PeriodDays,
            Sale = group.Sale,
            HoldFor = shop.HoldFor,
            ExtendBy = shop.ExtendBy,
        };
    }

    /// <summary>The stock has these terms now. Newer ones, put meanwhile, are still to be handed.</summary>
    public static CatalogState TermsHanded(CatalogState catalog, string part, long version)
    {
        var current = catalog.Products.GetValueOrDefault(part)?.Terms.Version ?? GroupOf(catalog, part).Version;
        return current == version ? catalog with { TermsToHand = catalog.TermsToHand.Remove(part) } : catalog;
    }

    public static bool IsGroup(string part) => part.Contains('/', StringComparison.Ordinal);

    private static CapGroup GroupOf(CatalogState catalog, string part) => catalog.Groups[part[(part.IndexOf('/', StringComparison.Ordinal) + 1)..]];

    private static Refusal? Changed(SaleTerms terms, TermsChange change, out SaleTerms changed)
    {
        changed = terms;
        if (change.OpensBy != default && terms.Opens is null) return Bad(nameof(terms.Opens));
        if (change.ClosesBy != default && terms.Closes is null) return Bad(nameof(terms.Closes));
        if (change.PerOrderBy != 0 && terms.PerOrder is null) return Bad(nameof(terms.PerOrder));
        if (change.PerPersonBy != 0 && terms.PerPerson is null) return Bad(nameof(terms.PerPerson));
        if (change.OpensBy.Duration().TotalDays > LongestPeriod) return Bad(nameof(terms.Opens));
        if (change.ClosesBy.Duration().TotalDays > LongestPeriod) return Bad(nameof(terms.Closes));
        if (Math.Abs((long)change.PerOrderBy) > HighestCap) return Bad(nameof(terms.PerOrder), HighestCap);
        if (Math.Abs((long)change.PerPersonBy) > HighestCap) return Bad(nameof(terms.PerPerson), HighestCap);
        if (change == new TermsChange()) return Bad("change");

        changed = terms with
        {
            Opens = terms.Opens + change.OpensBy,
            Closes = terms.Closes + change.ClosesBy,
            PerOrder = terms.PerOrder + change.PerOrderBy,
            PerPerson = terms.PerPerson + change.PerPersonBy,
            Sale = terms.Sale + (change.NewSale ? 1 : 0),
        };
        return CheckTerms(changed);
    }

    private static Refusal? CheckTerms(SaleTerms terms)
    {
        if (terms.Opens >= terms.Closes) return Bad(nameof(terms.Closes));
        if (CheckCaps(terms.PerOrder, terms.PerPerson, terms.Period, terms.PeriodDays) is { } caps) return caps;
        if (terms.Early is not { } early) return null;
        if (terms.Opens is null) return Bad(nameof(terms.Opens));
        if (!Keys.IsPart(early.Segment)) return Bad(nameof(early.Segment));
        return early.Minutes is < 1 or > EarliestMinutes ? Bad(nameof(early.Minutes), EarliestMinutes) : null;
    }

    private static Refusal? CheckCaps(int? perOrder, int? perPerson, CapPeriod period, int days)
    {
        if (perOrder is < 1 or > HighestCap) return Bad(nameof(SaleTerms.PerOrder), HighestCap);
        if (perPerson is < 1 or > HighestCap) return Bad(nameof(SaleTerms.PerPerson), HighestCap);
        if (period is not (CapPeriod.Lifetime or CapPeriod.Sale or CapPeriod.Days)) return Bad(nameof(SaleTerms.Period));
        return period == CapPeriod.Days && days is < 1 or > LongestPeriod ? Bad(nameof(SaleTerms.PeriodDays), LongestPeriod) : null;
    }
}
