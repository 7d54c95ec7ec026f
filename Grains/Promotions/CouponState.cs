namespace Commerce.Promotions;

/// <summary>Bounded: the terms of one coupon, and the orders whose use is being counted or given back at this moment.</summary>
[GenerateSerializer, Immutable, Alias("promotions.coupon-state.v1")]
public sealed record CouponState
{
    /// <summary>Counts the changes of the terms; 0: there is no such coupon.</summary>
    [Id(0)] public int Version { get; init; }
    [Id(1)] public CouponTerms? Terms { get; init; }
    [Id(2)] public bool Stopped { get; init; }
    [Id(3)] public long Used { get; init; }
    [Id(4)] public Actor ChangedBy { get; init; } = Actor.System;

    /// <summary>Counted orders whose askers may not have heard the answer yet.</summary>
    [Id(5)] public ImmutableArray<string> Taken { get; init; } = [];

    /// <summary>Uncounted orders whose askers may not have heard the answer yet.</summary>
    [Id(6)] public ImmutableArray<string> GivenBack { get; init; } = [];
}

/// <summary>Bounded by one person's orders with a coupon in one shop.</summary>
[GenerateSerializer, Immutable, Alias("promotions.coupon-holder-state.v1")]
public sealed record CouponHolderState
{
    [Id(0)] public ImmutableArray<CouponUse> Uses { get; init; } = [];

    /// <summary>Uses that the coupon still remembers by name, to be forgotten there.</summary>
    [Id(1)] public ImmutableArray<CouponUse> ToForget { get; init; } = [];
}

/// <summary>Bounded: at most <see cref="CouponRules.MostCoupons"/> codes.</summary>
[GenerateSerializer, Immutable, Alias("promotions.coupon-book-state.v1")]
public sealed record CouponBookState
{
    [Id(0)] public ImmutableArray<string> Codes { get; init; } = [];
}
