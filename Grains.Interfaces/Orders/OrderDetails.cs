namespace Commerce.Orders;

/// <summary>What a shopper says of an order beside its goods, recipient and payment. Spelling is checked by <c>DetailsRules</c>.</summary>
/// <param name="Orderer">Who orders (ご注文者), in the same form as a recipient; null: the recipient does.</param>
/// <param name="Remarks">備考, may have several lines and emoji; empty: none.</param>
/// <param name="DeliveryDay">お届け希望日, a day of the shop's calendar; null: the earliest that comes.</param>
/// <param name="SlotId">お届け時間帯 (<see cref="Shops.DeliverySlot.SlotId"/>); null: any time.</param>
/// <param name="Email">Where mails about this order may go, beside LINE.</param>
[GenerateSerializer, Immutable, Alias("orders.details.v1")]
public sealed record OrderDetails(
    [property: Id(0)] Recipient? Orderer = null,
    [property: Id(1)] string Remarks = "",
    [property: Id(2)] DateOnly? DeliveryDay = null,
    [property: Id(3)] string? SlotId = null,
    [property: Id(4)] string? Email = null)
{
    public static readonly OrderDetails None = new();
}
