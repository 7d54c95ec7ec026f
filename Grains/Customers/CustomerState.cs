using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>Bounded: what one shop knows of one LINE user, the newest of each.</summary>
[GenerateSerializer, Immutable, Alias("customer.state.v1")]
public sealed record CustomerState
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? Picture { get; init; }
    [Id(2)] public bool? Friend { get; init; }

    /// <summary>When the event happened that <see cref="Friend"/> is of.</summary>
    [Id(3)] public DateTimeOffset FriendAt { get; init; }
    [Id(4)] public Recipient? Recipient { get; init; }
    [Id(5)] public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>At most 20, the newest first.</summary>
    [Id(6)] public ImmutableArray<SavedAddress> Addresses { get; init; } = [];
    [Id(7)] public string? PreferredAddress { get; init; }
}
