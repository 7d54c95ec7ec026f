using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What is kept of a checkout that is being filled in, and what must be corrected in it. Pure.</summary>
internal static class CheckoutRules
{
    private const int LongestField = 200, LongestRemarks = 2_000, LongestName = 255;   // kept as typed, so long that every sensible mistake fits

    private static readonly Recipient Nobody = new("", "", "", "", "", "", "");

    /// <summary>The draft in one spelling. It stands at the last page only when nothing must be corrected.</summary>
    public static CheckoutDraft Keep(CheckoutDraft typed, ShopSettings shop, DateTimeOffset now)
    {
        var draft = typed with
        {
            Recipient = RecipientRules.Clean(Bounded(typed.Recipient)),
            Details = DetailsRules.Check(Bounded(typed.Details)).Details,
            Payment = typed.Payment with { CardId = Cut(typed.Payment.CardId, LongestName) },
        };
        return draft with
        {
            Step = draft.Step == CheckoutStep.Confirm && Wrong(draft, shop, now).IsEmpty ? CheckoutStep.Confirm : CheckoutStep.Form,
        };
    }

    /// <summary>
    /// All that must be corrected, one refusal for each field, in the order of the form. The order itself names only the first of them.
    /// </summary>
    public static ImmutableArray<Refusal> Wrong(CheckoutDraft draft, ShopSettings shop, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<Refusal>();
        if (draft.Details.Orderer is { } orderer) wrong.AddRange(RecipientRules.Wrong(orderer, shop.KanaRequired, "orderer."));
        wrong.AddRange(RecipientRules.Wrong(draft.Recipient, shop.KanaRequired));
        wrong.AddRange(DetailsRules.Wrong(draft.Details, shop, now));
        if (draft.Payment.Method is not (PaymentMethod.Card or PaymentMethod.Konbini)
            || (draft.Payment.Method == PaymentMethod.Konbini && !shop.TakesKonbini)) wrong.Add(new(Reason.MethodNotOffered, "method"));
        return wrong.ToImmutable();
    }

    /// <summary>Fields whose text no label shows as it is: a warning, for the shopper may know no other way to write it.</summary>
    public static ImmutableArray<Refusal> Unprintable(CheckoutDraft draft) =>
    [
        .. Texts(draft.Recipient, ""),
        .. draft.Details.Orderer is { } orderer ? Texts(orderer, "orderer.") : [],
    ];

    private static IEnumerable<Refusal> Texts(Recipient person, string prefix)
    {
        (string Field, string Text)[] fields =
            [("name", person.Name), ("city", person.City), ("street", person.Street), ("building", person.Building)];
        return fields.Where(field => !PrintRules.Unprintable(field.Text).IsEmpty).Select(field => new Refusal(Reason.FieldUnprintable, prefix + field.Field));
    }

    private static Recipient Bounded(Recipient? person) => person is null ? Nobody : new(
        Cut(person.Name), Cut(person.Phone), Cut(person.PostalCode), Cut(person.Prefecture), Cut(person.City), Cut(person.Street),
        Cut(person.Building), Cut(person.Kana));

    private static OrderDetails Bounded(OrderDetails? details) => details is null ? OrderDetails.None : details with
    {
        Orderer = details.Orderer is { } orderer ? Bounded(orderer) : null,
        Remarks = Cut(details.Remarks, LongestRemarks) ?? "",
        SlotId = Cut(details.SlotId, LongestName),
        Email = Cut(details.Email, LongestName),
    };

    private static string Cut(string? text) => Cut(text, LongestField) ?? "";

    private static string? Cut(string? text, int longest) => text is null || text.Length <= longest ? text : text[..longest];
}
