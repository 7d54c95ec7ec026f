namespace Commerce.Promotions;

/// <summary>What a coupon takes off an order.</summary>
public enum CouponKind
{
    Unknown = 0,

    /// <summary>A fixed amount, at most what its goods cost.</summary>
    Amount = 1,

    /// <summary>Per cent of its goods, rounded down to the yen.</summary>
    Percent = 2,
    FreeShipping = 3,
}

/// <param name="Value">Yen for an amount, 1 to 100 for per cent, 0 for free shipping.</param>
[GenerateSerializer, Immutable, Alias("promotions.coupon-benefit.v1")]
public sealed record CouponBenefit(
    [property: Id(0)] string Code,
    [property: Id(1)] CouponKind Kind,
    [property: Id(2)] long Value);

/// <summary>What the merchant decides about a coupon. Compared by content.</summary>
[GenerateSerializer, Immutable, Alias("promotions.coupon-terms.v1")]
public sealed record CouponTerms
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required CouponKind Kind { get; init; }

    /// <summary>Yen for an amount, 1 to 100 for per cent, 0 for free shipping.</summary>
    [Id(2)] public long Value { get; init; }

    /// <summary>It may be used in <c>[Opens, Closes)</c>, UTC; null: open-ended.</summary>
    [Id(3)] public DateTimeOffset? Opens { get; init; }
    [Id(4)] public DateTimeOffset? Closes { get; init; }

    /// <summary>The goods it applies to must be worth this much before it is taken off, tax included.</summary>
    [Id(5)] public Yen Minimum { get; init; }

    /// <summary>With <see cref="CategoryIds"/>: the goods it applies to. Both empty: all.</summary>
    [Id(6)] public ImmutableArray<string> Skus { get; init; } = [];
    [Id(7)] public ImmutableArray<string> CategoryIds { get; init; } = [];

    /// <summary>How many orders may use it altogether; null: any number.</summary>
    [Id(8)] public int? TotalLimit { get; init; }

    /// <summary>How many orders of one person may use it; null: any number.</summary>
    [Id(9)] public int? PerPersonLimit { get; init; }

    public bool Equals(CouponTerms? other) => other is not null
        && (Name, Kind, Value, Opens, Closes) == (other.Name, other.Kind, other.Value, other.Opens, other.Closes)
        && (Minimum, TotalLimit, PerPersonLimit) == (other.Minimum, other.TotalLimit, other.PerPersonLimit)
        && Skus.SequenceEqual(other.Skus) && CategoryIds.SequenceEqual(other.CategoryIds);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Value, Opens, Closes, Minimum, TotalLimit, PerPersonLimit);
}

/// <param name="ExpectedVersion">The version that was edited; 0 creates.</param>
[GenerateSerializer, Immutable, Alias("promotions.put-coupon.v1")]
public sealed record PutCouponRequest(
    [property: Id(0)] CouponTerms Terms,
    [property: Id(1)] int ExpectedVersion,
    [property: Id(2)] Actor By);

[GenerateSerializer, Immutable, Alias("promotions.stop-coupon.v1")]
public sealed record StopCouponRequest([property: Id(0)] Actor By);

[GenerateSerializer, Immutable, Alias("promotions.coupon-reply.v1")]
public sealed record CouponReply([property: Id(0)] Refusal? Refused, [property: Id(1)] CouponView? Coupon);

/// <param name="Used">Orders that use it now: given back ones are not counted.</param>
/// <param name="Version">Counts the changes of its terms.</param>
/// <param name="ChangedBy">Who changed or stopped it last, and why.</param>
[GenerateSerializer, Immutable, Alias("promotions.coupon-view.v1")]
public sealed record CouponView(
    [property: Id(0)] string Code,
    [property: Id(1)] CouponTerms Terms,
    [property: Id(2)] bool Stopped,
    [property: Id(3)] long Used,
    [property: Id(4)] int Version,
    [property: Id(5)] Actor ChangedBy);

/// <param name="OrderId">The use to count; also the idempotency key.</param>
[GenerateSerializer, Immutable, Alias("promotions.coupon-use-request.v1")]
public sealed record CouponUseRequest([property: Id(0)] string OrderId);

/// <param name="OrderId">Also the idempotency key.</param>
[GenerateSerializer, Immutable, Alias("promotions.redeem-coupon.v1")]
public sealed record RedeemCouponRequest([property: Id(0)] string OrderId, [property: Id(1)] string Code);

[GenerateSerializer, Immutable, Alias("promotions.return-coupon.v1")]
public sealed record ReturnCouponRequest([property: Id(0)] string OrderId);

/// <param name="Refused">Why not; null: it was done, now or before.</param>
[GenerateSerializer, Immutable, Alias("promotions.use-reply.v1")]
public sealed record UseReply([property: Id(0)] Refusal? Refused);

/// <summary>One person's use of a coupon, by order.</summary>
[GenerateSerializer, Immutable, Alias("promotions.coupon-use.v1")]
public sealed record CouponUse(
    [property: Id(0)] string OrderId,
    [property: Id(1)] string Code,
    [property: Id(2)] CouponUseStanding Standing,
    [property: Id(3)] DateTimeOffset At);

public enum CouponUseStanding
{
    Unknown = 0,

    /// <summary>Stored before the coupon is asked, so that no answer is lost.</summary>
    Asked = 1,
    Redeemed = 2,

    /// <summary>Stored before it is given back.</summary>
    Returning = 3,

    /// <summary>Given back, or returned before it was ever asked for: the order can never redeem any more.</summary>
    Returned = 4,
}

/// <param name="Uses">Newest last.</param>
[GenerateSerializer, Immutable, Alias("promotions.coupon-uses.v1")]
public sealed record CouponUsesView([property: Id(0)] ImmutableArray<CouponUse> Uses);
