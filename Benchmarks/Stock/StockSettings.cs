namespace Commerce.Benchmarks.Stock;

/// <summary>What <c>stock</c> was asked to measure.</summary>
internal sealed record StockSettings(
    int Rounds, double Seconds, string Store, IReadOnlyList<string> Only, string Setting, string? Json, bool Gate)
{
    public const int Skus = 1000;

    /// <summary>Never sold out.</summary>
    public const int Plenty = 5_000_000;

    /// <summary>More than any system asks in a second here; a round that comes to the end of its plan ends early.</summary>
    private const int MostPerSecond = 750_000;

    /// <summary>The comparisons, in the order they are made.</summary>
    public static readonly string[] InProcess = ["redis", "postgres", "durability", "skus", "soldout"], All = [.. InProcess, "http"];

    public TimeSpan Length => TimeSpan.FromSeconds(Seconds);

    public int Requests => (int)(Seconds * MostPerSecond);

    /// <summary>The settings of a system that are to be tried: those with the given text in their names, or all.</summary>
    public IReadOnlyList<StockSetting> Of(IStockSystem system) =>
        system.Settings.Where(setting => setting.Name.Contains(Setting, StringComparison.Ordinal)).ToArray() is { Length: > 0 } some
            ? some : system.Settings;

    public bool Does(string what) => Only.Count == 0 || Only.Contains(what);
}
