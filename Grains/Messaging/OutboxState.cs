namespace Commerce.Messaging;

/// <summary>Bounded: 50 messages waiting and the last 100 that were settled, for one customer.</summary>
[GenerateSerializer, Immutable, Alias("messaging.outbox.v1")]
public sealed record OutboxState
{
    [Id(0)] public ImmutableArray<WaitingMessage> Waiting { get; init; } = [];

    /// <summary>Also what keeps a message from being taken a second time.</summary>
    [Id(1)] public ImmutableArray<SettledMessage> Settled { get; init; } = [];
}

/// <param name="Body">Never changes once it is there: LINE takes a retry key for one body only.</param>
/// <param name="FixedAt">When the body was fixed, right before the first attempt: retry keys live 24 hours.</param>
/// <param name="NotBefore">When the next attempt may be made.</param>
[GenerateSerializer, Immutable, Alias("messaging.waiting.v1")]
public sealed record WaitingMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] MessagePurpose Purpose,
    [property: Id(2)] string Subject,
    [property: Id(3)] string? ReplyToken,
    [property: Id(4)] string? Body,
    [property: Id(5)] int Attempts,
    [property: Id(6)] DateTimeOffset EnqueuedAt,
    [property: Id(7)] DateTimeOffset? FixedAt,
    [property: Id(8)] DateTimeOffset NotBefore);
