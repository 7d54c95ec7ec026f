namespace Commerce.Orders;

/// <summary>The platform's share of what an order brought in. Pure, whole yen.</summary>
public static class FeeRules
{
    private const int Whole = 10_000;

    /// <summary>A broken yen is the shop's.</summary>
    public static Yen Of(Yen paid, int rate) => new(checked(paid.Amount * rate) / Whole);

    /// <summary>
    /// What of the fee is given back in all: the same part as of the money, rounded down on the sum of all refunds so far. However a refund
    /// is cut up, the whole money gives back the whole fee.
    /// </summary>
    public static Yen Returned(Yen fee, Yen captured, Yen refunded) =>
        captured <= Yen.Zero || refunded >= captured ? (refunded > Yen.Zero ? fee : Yen.Zero)
        : new((long)((Int128)fee.Amount * refunded.Amount / captured.Amount));
}
