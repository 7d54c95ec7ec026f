namespace Commerce.Shops;

/// <summary>Bounded: the settings and channels of one shop, and its last <see cref="PlanRules.MostChanges"/> changes of plan.</summary>
[GenerateSerializer, Immutable, Alias("shop.state.v1")]
public sealed record ShopState
{
    /// <summary>Counts the changes of the settings; 0: there is no such shop.</summary>
    [Id(0)] public int Version { get; init; }
    [Id(1)] public ShopSettings? Settings { get; init; }

    /// <summary>Secrets are sealed.</summary>
    [Id(2)] public ShopChannels? Channels { get; init; }

    /// <summary>Who put the shop on which plan, when and why; oldest first.</summary>
    [Id(55)] public ImmutableArray<PlanChange> PlanChanges { get; init; } = [];
}
