namespace Commerce.Messaging;

/// <summary>Bounded: one event; cleared 30 days after it came.</summary>
[GenerateSerializer, Immutable, Alias("messaging.inbox.v1")]
public sealed record InboxState
{
    [Id(0)] public InboundEvent? Event { get; init; }
    [Id(1)] public DateTimeOffset ReceivedAt { get; init; }
    [Id(2)] public bool Done { get; init; }
}
