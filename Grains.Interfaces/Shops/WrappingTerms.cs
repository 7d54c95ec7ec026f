using Commerce.Catalog;

namespace Commerce.Shops;

/// <summary>The gift wrappings a shop offers, one of which may be chosen per order. Compared by content.</summary>
[GenerateSerializer, Immutable, Alias("shop.wrapping-terms.v1")]
public sealed record WrappingTerms
{
    public static readonly WrappingTerms None = new();

    [Id(0)] public ImmutableArray<WrappingOption> Options { get; init; } = [];

    public bool Equals(WrappingTerms? other) => other is not null && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => Options.Length;
}

/// <param name="Fee">Per order, tax included.</param>
/// <param name="Tax">Wrapping that is charged for is a service of its own: standard rate, whatever is in the box.</param>
[GenerateSerializer, Immutable, Alias("shop.wrapping-option.v1")]
public sealed record WrappingOption(
    [property: Id(0)] string OptionId,
    [property: Id(1)] string Name,
    [property: Id(2)] Yen Fee,
    [property: Id(3)] TaxClass Tax = TaxClass.Standard);

/// <summary>The shop's points: one point is one yen.</summary>
/// <param name="EarnPercent">Points per 100 yen of goods after coupon and points, rounded down; 0 to 100.</param>
/// <param name="ValidDays">Days from earning to expiry, 1 to 3,660.</param>
[GenerateSerializer, Immutable, Alias("shop.point-terms.v1")]
public sealed record PointTerms([property: Id(0)] int EarnPercent, [property: Id(1)] int ValidDays = 365);
