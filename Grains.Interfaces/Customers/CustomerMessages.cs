using Commerce.Orders;

namespace Commerce.Customers;

[GenerateSerializer, Immutable, Alias("customer.meet.v1")]
public sealed record MeetRequest([property: Id(0)] string? Name, [property: Id(1)] string? Picture);

/// <param name="At">When it happened (UTC), by LINE's clock.</param>
[GenerateSerializer, Immutable, Alias("customer.friendship.v1")]
public sealed record FriendshipRequest([property: Id(0)] bool Friend, [property: Id(1)] DateTimeOffset At);

/// <param name="Friend">Null: never heard. False: blocked, nothing may be sent.</param>
[GenerateSerializer, Immutable, Alias("customer.view.v1")]
public sealed record CustomerView(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string? Name,
    [property: Id(2)] string? Picture,
    [property: Id(3)] bool? Friend,
    [property: Id(4)] Recipient? Recipient);
