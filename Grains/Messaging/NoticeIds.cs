namespace Commerce.Messaging;

/// <summary>Under which message id an order's notice is sent once, and which part of the order such an id is about.</summary>
internal static class NoticeIds
{
    /// <param name="part">The parcel's place, from 1, or the refund's key; null: the order as a whole.</param>
    public static string Of(MessagePurpose purpose, string orderId, string? part = null) =>
        part is null ? $"{purpose}.{orderId}" : $"{purpose}.{orderId}.{part}";

    /// <summary>What <see cref="Of"/> was given; null for a notice of the whole order.</summary>
    public static string? PartOf(string messageId, MessagePurpose purpose, string orderId) =>
        messageId.StartsWith(Of(purpose, orderId) + ".", StringComparison.Ordinal) ? messageId[(Of(purpose, orderId).Length + 1)..] : null;
}
