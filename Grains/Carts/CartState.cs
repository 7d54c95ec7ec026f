namespace Commerce.Carts;

/// <summary>Bounded: 50 lines and as many holds to give back, 32 remembered requests, 16 remembered orders.</summary>
[GenerateSerializer, Immutable, Alias("cart.state.v1")]
public sealed record CartState
{
    /// <summary>Counts the times this cart was filled and left or ordered; 0: never used.</summary>
    [Id(0)] public int Episode { get; init; }
    [Id(1)] public EpisodeStanding Standing { get; init; }

    /// <summary>Counts the changes of what an order of this cart would be; never goes back.</summary>
    [Id(2)] public int Revision { get; init; }

    /// <summary>Counts the holds asked for, so that each has an id of its own.</summary>
    [Id(3)] public int Holds { get; init; }
    [Id(4)] public ImmutableArray<CartItem> Items { get; init; } = [];
    [Id(5)] public DateTimeOffset LastTouched { get; init; }
    [Id(6)] public ImmutableArray<AnsweredAsk> Answered { get; init; } = [];

    /// <summary>Orders whose units have left the cart.</summary>
    [Id(7)] public ImmutableArray<string> Orders { get; init; } = [];

    /// <summary>Stored before the stock is asked, taken away with its answer.</summary>
    [Id(8)] public WishedHold? Wish { get; init; }
    [Id(9)] public ImmutableArray<HoldToRelease> ToRelease { get; init; } = [];

    /// <summary>For the whole order: wrapping, coupon, points, destination.</summary>
    [Id(10)] public CartChoices Choices { get; init; } = CartChoices.None;
}

/// <summary>Stored as a number: never reused.</summary>
public enum EpisodeStanding { Over = 0, Open = 1, Reminded = 2 }

/// <param name="HoldId">The last hold this line had, if any: the next one takes its place.</param>
/// <param name="HeldUntil">End of that hold as far as the cart knows; null when it is known to be over.</param>
/// <param name="GroupId">The cap group of the product when it was put in.</param>
[GenerateSerializer, Immutable, Alias("cart.item.v1")]
public sealed record CartItem(
    [property: Id(0)] string Sku,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string? HoldId = null,
    [property: Id(3)] DateTimeOffset? HeldUntil = null,
    [property: Id(4)] string? GroupId = null);

/// <summary>What a shopper asked for under a key.</summary>
/// <param name="HoldId">A hold that the shopper has already, for the line to take over.</param>
[GenerateSerializer, Immutable, Alias("cart.ask.v1")]
public sealed record CartAsk(
    [property: Id(0)] string Key,
    [property: Id(1)] CartVerb Verb,
    [property: Id(2)] string Sku,
    [property: Id(3)] int Quantity,
    [property: Id(4)] string? HoldId = null,
    [property: Id(5)] CartChoices? Choices = null);

public enum CartVerb { Unknown = 0, Add = 1, Set = 2, Choose = 3 }

[GenerateSerializer, Immutable, Alias("cart.answered.v1")]
public sealed record AnsweredAsk([property: Id(0)] CartAsk Ask, [property: Id(1)] Refusal? Refused);

/// <param name="Quantity">All units of the line, not only the added ones.</param>
[GenerateSerializer, Immutable, Alias("cart.wish.v1")]
public sealed record WishedHold(
    [property: Id(0)] CartAsk Ask,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string HoldId,
    [property: Id(3)] string? Replaces,
    [property: Id(4)] string? GroupId,
    [property: Id(5)] ImmutableArray<string> Segments);

[GenerateSerializer, Immutable, Alias("cart.to-release.v1")]
public sealed record HoldToRelease([property: Id(0)] string Sku, [property: Id(1)] string HoldId);
