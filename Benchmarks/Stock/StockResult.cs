namespace Commerce.Benchmarks.Stock;

/// <summary>One row of the table of measurements.</summary>
internal sealed record StockLine(string System, string Load, string Setting, StockRun Run);

/// <summary>One row of the table of targets. Without values: it could not be measured, and <paramref name="Note"/> says why.</summary>
/// <param name="AtMost">The target is an upper bound.</param>
internal sealed record StockTarget(string What, double Target, IReadOnlyList<double> Values, bool AtMost = false, string Note = "")
{
    public double Median => Values.Order().ElementAt((Values.Count - 1) / 2);

    public static StockTarget Ratio(string against, double target, List<(StockRun One, StockRun Other)> pairs) =>
        new($"Reservations/s against {against}", target, [.. pairs.Select(pair => pair.One.Rate / pair.Other.Rate)]);

    public bool IsMet => Values.Count > 0 && (AtMost ? Median <= Target : Median >= Target);
}

internal sealed class StockResult
{
    public List<StockLine> Lines { get; } = [];

    public List<StockTarget> Targets { get; } = [];

    /// <summary>Checks that failed. One is enough to fail the gate.</summary>
    public List<string> Wrong { get; } = [];

    public int Rounds { get; set; }
}
