namespace Commerce.Messaging;

/// <summary>Which messages wait, which goes next and when one is tried again or given up. Pure.</summary>
internal static class OutboxRules
{
    public const int MostWaiting = 50;
    public const int MostSettled = 100;

    /// <summary>A retry key is good for 24 hours: well before that, an unclear message is given up rather than sent twice.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(20);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan QuotaPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan NotYetPause = TimeSpan.FromMinutes(1);

    /// <summary>LINE says about a minute; a token is not tried at the edge of its life.</summary>
    private static readonly TimeSpan ReplyTokenLasts = TimeSpan.FromSeconds(50);

    public static OutboxState Enqueue(OutboxState outbox, EnqueueRequest ask, DateTimeOffset now)
    {
        if (outbox.Waiting.Any(m => m.MessageId == ask.MessageId) || outbox.Settled.Any(m => m.MessageId == ask.MessageId)) return outbox;

        outbox = outbox with
        {
            Waiting = outbox.Waiting.Add(new(ask.MessageId, ask.Purpose, ask.Subject, ask.ReplyToken, null, 0, now, null, now)),
        };
        if (outbox.Waiting.Length <= MostWaiting) return outbox;

        // Whoever has this many messages waiting gets none; the least important of the latest makes room, and the merchant sees it.
        var least = outbox.Waiting.Reverse().MaxBy(Rank)!;
        return Settled(outbox, least, SendOutcome.Rejected, $"more than {MostWaiting} messages were waiting", now);
    }

    /// <summary>What may be sent now: replies before their token ends, then what an order needs, then the rest, each in order of arrival.</summary>
    public static WaitingMessage? Next(OutboxState outbox, DateTimeOffset now) =>
        outbox.Waiting.Where(message => message.NotBefore <= now).MinBy(Rank);

    /// <summary>When there will be something to send; null when nothing waits.</summary>
    public static DateTimeOffset? NextAt(OutboxState outbox) => outbox.Waiting.IsEmpty ? null : outbox.Waiting.Min(message => message.NotBefore);

    /// <summary>The first body stays, whatever a second composer makes of it.</summary>
    public static OutboxState Fix(OutboxState outbox, FixRequest ask, DateTimeOffset now) =>
        outbox.Waiting.FirstOrDefault(m => m.MessageId == ask.MessageId) is { Body: null } message
            ? Replace(outbox, message, message with { Body = ask.Body, FixedAt = now })
            : outbox;

    public static OutboxState Settle(OutboxState outbox, SettleRequest ask, DateTimeOffset now)
    {
        if (outbox.Waiting.FirstOrDefault(m => m.MessageId == ask.MessageId) is not { } message) return outbox;
        return PauseAfter(message, ask.Outcome, now) is { } pause && now + pause - (message.FixedAt ?? message.EnqueuedAt) < Lasts(message)
            ? Replace(outbox, message, message with
            {
                Attempts = message.Attempts + (ask.Outcome == SendOutcome.NotYet ? 0 : 1),
                NotBefore = now + pause,
            })
            : Settled(outbox, message, ask.Outcome, ask.Detail, now);
    }

    public static bool IsTransactional(MessagePurpose purpose) => purpose is >= MessagePurpose.OrderAccepted and < MessagePurpose.CartReminder;

    public static OutgoingMessage Outgoing(string shop, string customerId, WaitingMessage message) => new(
        message.MessageId, message.Purpose, message.Subject, message.ReplyToken,
        NamedGuid.OfMessage(shop, customerId, message.MessageId), message.Body, message.Attempts);

    /// <summary>How long until the same message may be tried again; null: never.</summary>
    private static TimeSpan? PauseAfter(WaitingMessage message, SendOutcome outcome, DateTimeOffset now) => outcome switch
    {
        // A reply has no retry key: when it is unclear whether it arrived, a second one would be a second message.
        SendOutcome.Unknown when message.ReplyToken is not null => null,
        SendOutcome.Unknown or SendOutcome.SlowDown => Backoff(message.Attempts),
        SendOutcome.OverQuota when IsTransactional(message.Purpose) => QuotaPause,
        SendOutcome.NotYet => NotYetPause,
        _ => null,
    };

    private static TimeSpan Backoff(int attempts) =>
        attempts >= 9 ? LongestPause : TimeSpan.FromSeconds(Math.Min(1 << attempts, LongestPause.TotalSeconds));

    private static TimeSpan Lasts(WaitingMessage message) => message.ReplyToken is null ? GivesUpAfter : ReplyTokenLasts;

    private static int Rank(WaitingMessage message) => message switch
    {
        { ReplyToken: not null } => 0,
        { Purpose: var purpose } when IsTransactional(purpose) => 1,
        { Purpose: MessagePurpose.CartReminder } => 2,
        _ => 3,
    };

    private static OutboxState Replace(OutboxState outbox, WaitingMessage message, WaitingMessage next) =>
        outbox with { Waiting = outbox.Waiting.Replace(message, next) };

    private static OutboxState Settled(OutboxState outbox, WaitingMessage message, SendOutcome outcome, string? detail, DateTimeOffset now) => new()
    {
        Waiting = outbox.Waiting.Remove(message),
        Settled = [.. outbox.Settled.TakeLast(MostSettled - 1), new(message.MessageId, outcome, detail, now, message.Purpose, message.Subject)],
    };
}
