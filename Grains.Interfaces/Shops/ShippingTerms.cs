namespace Commerce.Shops;

/// <summary>
/// What shipping costs beyond one flat fee. Amounts are yen with tax. Compared by content: settings that are sent again are the same.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.shipping-terms.v1")]
public sealed record ShippingTerms
{
    public static readonly ShippingTerms Flat = new();

    /// <summary>Fees by goods total after coupons, without gap or overlap from 0 upwards; empty: the shop's flat fee.</summary>
    [Id(0)] public ImmutableArray<ShippingTier> Tiers { get; init; } = [];

    /// <summary>Added for some prefectures.</summary>
    [Id(1)] public ImmutableArray<PrefectureFee> Prefectures { get; init; } = [];

    /// <summary>Added for islands, told by the beginning of their postal codes; the longest that fits counts.</summary>
    [Id(2)] public ImmutableArray<PostalFee> Islands { get; init; } = [];

    /// <summary>True: what is added for prefecture and island is charged although shipping is free.</summary>
    [Id(3)] public bool SurchargeAlways { get; init; }

    public bool Equals(ShippingTerms? other) => other is not null && SurchargeAlways == other.SurchargeAlways
        && Tiers.SequenceEqual(other.Tiers) && Prefectures.SequenceEqual(other.Prefectures) && Islands.SequenceEqual(other.Islands);

    public override int GetHashCode() => HashCode.Combine(Tiers.Length, Prefectures.Length, Islands.Length, SurchargeAlways);
}

/// <summary>The fee for goods in <c>[From, To)</c>; an open end is null.</summary>
[GenerateSerializer, Immutable, Alias("shop.shipping-tier.v1")]
public sealed record ShippingTier(
    [property: Id(0)] Yen From,
    [property: Id(1)] Yen? To,
    [property: Id(2)] Yen Fee);

/// <param name="Prefecture">As in JIS X 0401: 「沖縄県」.</param>
[GenerateSerializer, Immutable, Alias("shop.prefecture-fee.v1")]
public sealed record PrefectureFee([property: Id(0)] string Prefecture, [property: Id(1)] Yen Fee);

/// <param name="Prefix">The first 2 to 7 digits of a postal code.</param>
[GenerateSerializer, Immutable, Alias("shop.postal-fee.v1")]
public sealed record PostalFee([property: Id(0)] string Prefix, [property: Id(1)] Yen Fee);
