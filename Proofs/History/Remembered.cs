namespace Commerce.Proofs.History;

/// <summary>For how long one key keeps its outcome, as the contract says it (not as the product's constants do).</summary>
internal static class Remembered
{
    public static readonly TimeSpan Holds = TimeSpan.FromDays(2);
    public static readonly TimeSpan Refusals = TimeSpan.FromMinutes(10);
}
