using System.Text;
using System.Text.RegularExpressions;
using Commerce.Payments;
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
        var email = Email(typed.Email);
        var slot = string.IsNullOrEmpty(typed.SlotId) ? null : typed.SlotId;
        var details = typed with { Orderer = orderer, Remarks = remarks, Email = email, SlotId = slot };
        return (wrongOrderer ?? Misspelt(details).FirstOrDefault(), details);
    }

    /// <summary>All that must be corrected beside the orderer, in the order of the form, of details in one spelling.</summary>
    public static IEnumerable<Refusal> Wrong(OrderDetails details, ShopSettings shop, DateTimeOffset now) =>
        ((Refusal?[])
        [
            .. Misspelt(details),
            DeliveryRules.Judge(shop.Delivery, details.DeliveryDay, shop.Zone(), now),
            DeliveryRules.Judge(shop.Delivery, details.SlotId),
            Remarks(shop.Remarks, details.Remarks),
        ]).OfType<Refusal>().DistinctBy(refused => refused.Subject);

    private static IEnumerable<Refusal> Misspelt(OrderDetails details)
    {
        if (!PrintRules.IsWellFormed(details.Remarks)) yield return new(Reason.FieldUnprintable, "remarks");
        else if (Length(details.Remarks) > LongestRemarks) yield return new(Reason.FieldTooLong, "remarks", LongestRemarks);
        if (details.Email is { } email && (email.Length > LongestEmail || !EmailForm().IsMatch(email))) yield return new(Reason.BadRequest, "email");
        if (details.SlotId is { } slot && !Keys.IsPart(slot)) yield return new(Reason.UnknownDeliverySlot, "slotId");
    }

    /// <summary>What this shop does not take now; spelling has been checked. Null when it takes all.</summary>
    public static Refusal? Judge(PlaceOrderRequest ask, ShopSettings shop, DateTimeOffset now)
    {
        if (ask.Payment is { Method: PaymentMethod.Konbini } && !shop.TakesKonbini) return new(Reason.MethodNotOffered, "method");
        return Judge(ask.Details ?? OrderDetails.None, ask.Recipient, shop, now);
    }

    /// <inheritdoc cref="Judge(PlaceOrderRequest, ShopSettings, DateTimeOffset)"/>
    public static Refusal? Judge(OrderDetails details, Recipient recipient, ShopSettings shop, DateTimeOffset now) =>
        Kana(shop, recipient, "kana")
        ?? (details.Orderer is { } orderer ? Kana(shop, orderer, "orderer.kana") : null)
        ?? Wrong(details, shop, now).FirstOrDefault();

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

    private static string? Email(string? typed)
    {
        if (typed?.Trim() is not { Length: > 0 } address) return null;
        return PrintRules.IsWellFormed(address) ? address.Normalize(NormalizationForm.FormKC) : address;
    }

    /// <summary>Line ends in one spelling, no other control characters, nothing empty around it. Otherwise as it was typed.</summary>
    private static string Lines(string? text) =>
        string.Concat((text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    [GeneratedRegex(@"^[^\s@<>(),;:""\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex EmailForm();
}
