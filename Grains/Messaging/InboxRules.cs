using System.Text;

namespace Commerce.Messaging;

/// <summary>What a webhook event asks of the shop. Pure.</summary>
internal static class InboxRules
{
    /// <summary>How long an event is remembered, so that the same one does nothing again.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private static readonly string[] MenuWords = ["カート", "お店", "メニュー", "shop", "cart", "menu"];
    private static readonly string[] StatusWords = ["注文状況", "注文", "orders"];

    /// <summary>The same event again is the event that is there already.</summary>
    public static InboxState Receive(InboxState inbox, InboundEvent happened, DateTimeOffset now) =>
        inbox.Event is null ? inbox with { Event = happened, ReceivedAt = now } : inbox;

    /// <summary>The message this event is answered with; null: none. A talk that says something else is for people to answer.</summary>
    public static MessagePurpose? Answer(InboundEvent happened) => happened.Kind switch
    {
        InboundKind.Followed => MessagePurpose.Welcome,
        InboundKind.Said or InboundKind.Tapped when Says(happened, MenuWords) => MessagePurpose.Menu,
        InboundKind.Said or InboundKind.Tapped when Says(happened, StatusWords) => MessagePurpose.OrderStatus,
        _ => null,
    };

    /// <summary>ｶｰﾄ, 「カート」 and cart mean the same.</summary>
    private static bool Says(InboundEvent happened, string[] words)
    {
        var text = happened.Text ?? "";
        if (text.Length > 40 || text.Any(char.IsSurrogate)) return false;
        var said = text.Normalize(NormalizationForm.FormKC).Trim().Trim('「', '」', '。', '!', '?');
        return words.Contains(said, StringComparer.OrdinalIgnoreCase);
    }
}
