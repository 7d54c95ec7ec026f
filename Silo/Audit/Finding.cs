namespace Commerce.Silo.Audit;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Key">The stock it is about, <c>shop/sku</c>; empty: the journal itself.</param>
/// <param name="Sequence">The entry at which it shows; 0: none.</param>
/// <param name="InFlight">So young that a running shop may still be about to put it right: no difference.</param>
internal sealed record Finding(string Key, long Sequence, string What, bool InFlight = false)
{
    public override string ToString() => Sequence > 0 ? $"{Key} entry {Sequence}: {What}" : $"{Key}: {What}";
}
