namespace Commerce.Web.Stock;

/// <summary>Configuration section <c>Gate</c>: how old what the web knows by itself may be, and how much of it it keeps.</summary>
internal sealed record GateOptions
{
    /// <summary>A shopper is shown, or refused by, a stock that stood so at most this long before they asked. Zero: asked for each time.</summary>
    public TimeSpan LevelFor { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The same for a shop's catalogue.</summary>
    public TimeSpan CatalogFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>SKUs whose stock is remembered; those that nobody asks for make room.</summary>
    public int Skus { get; init; } = 10_000;

    /// <summary>Refused holds that are remembered, so that one key keeps its outcome.</summary>
    public int Refused { get; init; } = 200_000;
}
