namespace Commerce.Orders;

/// <summary>Divides whole yen so that the parts always add up.</summary>
internal static class Split
{
    /// <summary>
    /// Largest remainder: every part is its exact share rounded down; the yen left over go to the parts that lost most by it, of equal
    /// ones to the greater weight, then to the earlier. No part is above its weight.
    /// </summary>
    /// <param name="amount">0 to the sum of the weights.</param>
    /// <param name="weights">Each at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero, or more than there is to take it from.</exception>
    public static ImmutableArray<Yen> ByLargestRemainder(Yen amount, IReadOnlyList<Yen> weights)
    {
        var whole = weights.Aggregate(Yen.Zero, (sum, weight) => sum + weight);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.Amount, 0, nameof(amount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount.Amount, whole.Amount, nameof(amount));
        if (amount == Yen.Zero) return [.. weights.Select(_ => Yen.Zero)];

        var shares = new long[weights.Count];
        var lost = new Int128[weights.Count];
        var left = amount.Amount;
        for (var i = 0; i < shares.Length; i++)
        {
            var (share, remainder) = Int128.DivRem((Int128)amount.Amount * weights[i].Amount, whole.Amount);
            (shares[i], lost[i]) = ((long)share, remainder);
            left -= shares[i];
        }

        var mostLostFirst = Enumerable.Range(0, shares.Length).OrderByDescending(i => lost[i]).ThenByDescending(i => weights[i]).ThenBy(i => i);
        foreach (var i in mostLostFirst.Take((int)left)) shares[i]++;
        return [.. shares.Select(share => new Yen(share))];
    }
}
