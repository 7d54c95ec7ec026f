using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Web.Orders;

/// <param name="Kana">フリガナ; stored in full-width katakana.</param>
internal sealed record RecipientJson(
    string Name, string Phone, string PostalCode, string Prefecture, string City, string Street, string Building = "", string Kana = "")
{
    public static RecipientJson Of(Recipient to) =>
        new(to.Name, to.Phone, to.PostalCode, to.Prefecture, to.City, to.Street, to.Building, to.Kana);

    public Recipient ToRecipient() => new(Name, Phone, PostalCode, Prefecture, City, Street, Building, Kana);
}

/// <param name="Orderer">ご注文者; null: the recipient orders.</param>
/// <param name="Remarks">備考; may have several lines.</param>
/// <param name="DeliveryDay">お届け希望日, such as <c>2026-12-01</c>; null: none.</param>
/// <param name="SlotId">お届け時間帯; null: any time.</param>
internal sealed record DetailsJson(
    RecipientJson? Orderer = null, string Remarks = "", DateOnly? DeliveryDay = null, string? SlotId = null, string? Email = null)
{
    public static DetailsJson Of(OrderDetails details) => new(
        details.Orderer is { } orderer ? RecipientJson.Of(orderer) : null,
        details.Remarks, details.DeliveryDay, details.SlotId, details.Email);

    public OrderDetails ToDetails() => new(Orderer?.ToRecipient(), Remarks, DeliveryDay, SlotId, Email);
}

/// <param name="Yamato">B2's 配達時間帯; empty: Yamato does not deliver then.</param>
/// <param name="Sagawa">e飛伝's 配達指定時間帯; empty: Sagawa does not deliver then.</param>
internal sealed record SlotJson(string SlotId, string Label, string LabelEn = "", string Yamato = "", string Sagawa = "")
{
    public static SlotJson Of(DeliverySlot slot) => new(slot.SlotId, slot.Label, slot.LabelEn, slot.Yamato, slot.Sagawa);

    public DeliverySlot ToSlot() => new(SlotId, Label, LabelEn, Yamato, Sagawa);
}
