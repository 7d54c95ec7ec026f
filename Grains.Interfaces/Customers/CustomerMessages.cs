using Commerce.Orders;

namespace Commerce.Customers;

[GenerateSerializer, Immutable, Alias("customer.meet.v1")]
public sealed record MeetRequest([property: Id(0)] string? Name, [property: Id(1)] string? Picture);

/// <param name="At">When it happened (UTC), by LINE's clock.</param>
[GenerateSerializer, Immutable, Alias("customer.friendship.v1")]
public sealed record FriendshipRequest([property: Id(0)] bool Friend, [property: Id(1)] DateTimeOffset At);

/// <summary>Puts the customer into a segment, or takes them out. Safe to repeat.</summary>
[GenerateSerializer, Immutable, Alias("customer.segment.v1")]
public sealed record SegmentRequest([property: Id(0)] string Segment, [property: Id(1)] bool Member);

/// <param name="Segments">What the shop has sorted the customer into, such as <c>vip</c>; at most 20.</param>
/// <param name="Friend">Null: never heard. False: blocked, nothing may be sent.</param>
[GenerateSerializer, Immutable, Alias("customer.view.v1")]
public sealed record CustomerView(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string? Name,
    [property: Id(2)] string? Picture,
    [property: Id(3)] bool? Friend,
    [property: Id(4)] Recipient? Recipient,
    [property: Id(5)] ImmutableArray<string> Segments)
{
    /// <summary>Where orders have gone or come from, the newest first; at most 20.</summary>
    [Id(6)] public ImmutableArray<SavedAddress> Addresses { get; init; } = [];

    /// <summary>The address that a new form begins with; null: the newest.</summary>
    [Id(7)] public string? PreferredAddress { get; init; }

    /// <summary>What a new form is filled in with.</summary>
    public Recipient? Usual => Addresses.FirstOrDefault(saved => saved.AddressId == PreferredAddress)?.Person ?? Recipient;
}

/// <param name="AddressId">Made of what it says: the same address is kept once.</param>
[GenerateSerializer, Immutable, Alias("customer.address.v1")]
public sealed record SavedAddress([property: Id(0)] string AddressId, [property: Id(1)] Recipient Person);
