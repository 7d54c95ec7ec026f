namespace Commerce;

/// <summary>An amount in whole yen. Arithmetic is checked: an amount that does not fit is an error, never a wrong price.</summary>
[GenerateSerializer, Immutable, Alias("yen")]
public readonly record struct Yen([property: Id(0)] long Amount) : IComparable<Yen>
{
    public static readonly Yen Zero = new(0);

    public static Yen operator +(Yen left, Yen right) => new(checked(left.Amount + right.Amount));
    public static Yen operator -(Yen left, Yen right) => new(checked(left.Amount - right.Amount));
    public static Yen operator *(Yen unit, int quantity) => new(checked(unit.Amount * quantity));
    public static bool operator <(Yen left, Yen right) => left.Amount < right.Amount;
    public static bool operator >(Yen left, Yen right) => left.Amount > right.Amount;
    public static bool operator <=(Yen left, Yen right) => left.Amount <= right.Amount;
    public static bool operator >=(Yen left, Yen right) => left.Amount >= right.Amount;

    public int CompareTo(Yen other) => Amount.CompareTo(other.Amount);

    /// <summary>「¥1,500」, as Japanese shops write it.</summary>
    public override string ToString() => "¥" + Amount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
