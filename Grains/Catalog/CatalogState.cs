namespace Commerce.Catalog;

/// <summary>Bounded: 500 products with 16 remembered changes each, 100 categories and 100 cap groups of one shop.</summary>
[GenerateSerializer, Immutable, Alias("catalog.state.v1")]
public sealed record CatalogState
{
    /// <summary>Counts every change of the catalogue.</summary>
    [Id(0)] public int Version { get; init; }
    [Id(1)] public ImmutableArray<Category> Categories { get; init; } = [];
    [Id(2)] public ImmutableDictionary<string, Product> Products { get; init; } = ImmutableDictionary<string, Product>.Empty;

    /// <summary>The SKUs in the order they were added, which is the order they are shown in.</summary>
    [Id(3)] public ImmutableArray<string> Skus { get; init; } = [];

    /// <summary>
    /// Products whose sale terms their stock may not have yet, and who changed them. A cap group is named by its
    /// <see cref="CapGroup.StockPart"/>.
    /// </summary>
    [Id(4)] public ImmutableDictionary<string, Actor> TermsToHand { get; init; } = ImmutableDictionary<string, Actor>.Empty;
    [Id(5)] public ImmutableDictionary<string, CapGroup> Groups { get; init; } = ImmutableDictionary<string, CapGroup>.Empty;

    /// <summary>The keys of the newest changes of terms, oldest first, per SKU.</summary>
    [Id(6)]
    public ImmutableDictionary<string, ImmutableArray<string>> ChangeKeys { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
