using System.Text;
using System.Text.RegularExpressions;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>Orderer, remarks, wished day and time: how they are spelt, and whether the shop takes them. Pure.</summary>
internal static partial class DetailsRules
{
    private const int LongestRemarks = 1_000;   // of any shop; a shop's own limit is judged by Judge
    private const int LongestEmail = 254;       // RFC 5321

    /// <summary>The details as they will be stored, and the first field to correct, whatever shop they are for.</summary>
    public static (Refusal? Refused, OrderDetails Details) Check(OrderDetails typed)
    {
        var (wrongOrderer, orderer) = typed.Orderer is { } person ? RecipientRules.Check(person, "orderer.") : (null, null);
        var remarks = Lines(typed.Remarks);
        var email = typed.Email?.Trim() is { Length: > 0 } address ? address.Normalize(NormalizationForm.FormKC) : null;
        var slot = string.IsNullOrEmpty(typed.SlotId) ? null : typed.SlotId;
        var refused = wrongOrderer
            ?? (PrintRules.IsWellFormed(remarks) ? null : new Refusal(Reason.FieldUnprintable, "remarks"))
            ?? (Length(remarks) > LongestRemarks ? new Refusal(Reason.FieldTooLong, "remarks", LongestRemarks) : null)
            ?? (email is null || (email.Length <= LongestEmail && Email().IsMatch(email)) ? null : new Refusal(Reason.BadRequest, "email"))
            ?? (slot is null || Keys.IsPart(slot) ? null : new Refusal(Reason.UnknownDeliverySlot, "slotId"));
        return (refused, typed with { Orderer = orderer, Remarks = remarks, Email = email, SlotId = slot });
    }

    /// <summary>What this shop does not take now; the details have been checked. Null when it takes all.</summary>
    public static Refusal? Judge(OrderDetails? checkedDetails, Recipient recipient, ShopSettings shop, DateTimeOffset now)
    {
        var details = checkedDetails ?? OrderDetails.None;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone);
        return Kana(shop, recipient, "kana")
            ?? (details.Orderer is { } orderer ? Kana(shop, orderer, "orderer.kana") : null)
            ?? DeliveryRules.Judge(shop.Delivery, details.DeliveryDay, zone, now)
            ?? (details.SlotId is not null && DeliveryRules.SlotOf(shop.Delivery, details.SlotId) is null
                ? new Refusal(Reason.UnknownDeliverySlot, "slotId")
                : null)
            ?? Remarks(shop.Remarks, details.Remarks);
    }

    /// <summary>In characters as people count them: an emoji is one.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    private static Refusal? Kana(ShopSettings shop, Recipient person, string field) =>
        shop.KanaRequired && person.Kana.Length == 0 ? new(Reason.FieldRequired, field) : null;

    private static Refusal? Remarks(RemarksTerms terms, string remarks)
    {
        if (!terms.Shown) return remarks.Length == 0 ? null : new(Reason.BadRequest, "remarks");
        if (terms.Required && remarks.Length == 0) return new(Reason.FieldRequired, "remarks");
        return Length(remarks) > terms.Longest ? new(Reason.FieldTooLong, "remarks", terms.Longest) : null;
    }

    /// <summary>Line ends in one spelling, no other control characters, nothing empty around it. Otherwise as it was typed.</summary>
    private static string Lines(string? text) =>
        string.Concat((text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    [GeneratedRegex(@"^[^\s@<>(),;:""\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex Email();
}
