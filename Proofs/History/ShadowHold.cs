using Commerce.Stock;

namespace Commerce.Proofs.History;

/// <summary>A hold as its entries tell it.</summary>
/// <param name="Sale">The sale it was granted in.</param>
internal sealed record ShadowHold(long Sequence, string CustomerId, int Quantity, int Sale, DateTimeOffset At)
{
    public HoldStanding Standing { get; set; } = HoldStanding.Open;
    public DateTimeOffset Until { get; set; }

    /// <summary>When it came to nothing.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public bool Extended { get; set; }

    /// <summary>The newest entry about it.</summary>
    public long Last { get; set; } = Sequence;
}
