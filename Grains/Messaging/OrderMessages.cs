using System.Text.Json.Nodes;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;
using static Commerce.Messaging.LineMessages;

namespace Commerce.Messaging;

/// <summary>What a customer is told of an order. Pure.</summary>
internal static class OrderMessages
{
    private const int MostLines = 10;

    public static string Notice(MessagePurpose purpose, OrderView order, ShopSettings shop, ShopLinks links)
    {
        var (title, words) = Words(purpose, order, shop);
        JsonObject[] body =
        [
            Note(shop.Name),
            Title(title),
            Paragraph(words),
            Line(),
            Fact("ご注文番号", order.Number),
            .. Lines(order.Quote),
            Line(),
            .. Extras(order.Quote),
            Row("送料", order.Quote.Shipping > Yen.Zero ? order.Quote.Shipping.ToString() : "無料"),
            Row("合計（税込）", order.Quote.Total.ToString()),
            Fact("お支払い", PaymentOf(order.Payment)),
        ];
        var bubble = Bubble(null, Column(body), Column(Button("ご注文の詳細を見る", links.Order(order.OrderId))));
        return Body(Flex($"【{shop.Name}】{title}（ご注文番号 {order.Number}）", bubble));
    }

    /// <summary>The latest orders in answer to 「注文状況」.</summary>
    public static string Status(IReadOnlyCollection<OrderView> orders, ShopSettings shop, ShopLinks links)
    {
        if (orders.Count == 0)
        {
            var none = Column(Note(shop.Name), Paragraph("ご注文はまだございません。お気に入りの品をぜひお探しください。"));
            return Body(Flex("ご注文はまだございません", Bubble(null, none, Column(Button("お店を見る", links.Home)))));
        }

        var bubbles = orders.Select(order => Bubble(
            null,
            Column(
                Note($"ご注文番号 {order.Number}"),
                Title(StatusOf(order.Status)),
                Row("合計（税込）", order.Quote.Total.ToString()),
                Paragraph(Tracking(order) ?? $"{shop.Name}をご利用いただき、ありがとうございます。")),
            Column(Button("ご注文の詳細を見る", links.Order(order.OrderId)))));
        return Body(Flex("ご注文の状況をお知らせします", Carousel(bubbles)));
    }

    public static string StatusOf(OrderStatus status) => status switch
    {
        OrderStatus.Placed or OrderStatus.AwaitingPayment => "お支払い待ち",
        OrderStatus.AwaitingDeposit => "お支払い待ち（コンビニ）",
        OrderStatus.Confirmed => "ご注文確定",
        OrderStatus.Paid => "発送準備中",
        OrderStatus.PartlyShipped => "一部発送済み",
        OrderStatus.Shipped => "発送済み",
        OrderStatus.Delivered => "お届け済み",
        OrderStatus.Refused => "ご注文不成立",
        OrderStatus.Cancelled => "キャンセル済み",
        OrderStatus.Expired => "お支払い期限切れ",
        _ => "確認中",
    };

    private static (string Title, string Words) Words(MessagePurpose purpose, OrderView order, ShopSettings shop) => purpose switch
    {
        MessagePurpose.OrderAccepted => ("ご注文を承りました", $"{order.Recipient.Name} 様、ご注文ありがとうございます。内容をご確認ください。"),
        MessagePurpose.OrderPaid => ("お支払いを確認しました", $"ありがとうございます。心を込めてご用意いたします。お届けの目安：{shop.Legal.DeliveryTime}"),
        MessagePurpose.OrderShipped => ("商品を発送しました", Tracking(order) ?? "お届けまで、もうしばらくお待ちください。"),
        MessagePurpose.OrderCancelled => ("ご注文をキャンセルしました", CancelWords(order.Payment)),
        MessagePurpose.OrderRefunded => ("ご返金の手続きをしました",
            $"{order.Payment.Refunded} をご返金いたしました。カード会社により、反映まで数日かかることがございます。"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "not a notice of an order"),
    };

    private static string CancelWords(PaymentView payment) => payment.Captured > Yen.Zero
        ? "お支払い済みの金額は全額ご返金いたします。またのご利用を心よりお待ちしております。"
        : "代金のご請求はございません。またのご利用を心よりお待ちしております。";

    private static string? Tracking(OrderView order) => order.Shipment is { } parcel
        ? $"{parcel.Carrier}（お問い合わせ番号 {parcel.TrackingNumber}）でお届けします。"
        : null;

    private static string PaymentOf(PaymentView payment) => payment switch
    {
        { Refunded.Amount: > 0 } when payment.Refunded >= payment.Captured => "返金済み",
        { Refunded.Amount: > 0 } => $"一部返金（{payment.Refunded}）",
        { Standing: PaymentStanding.Captured } => "カード払い（済）",
        { Standing: PaymentStanding.Authorised } => "カード払い（確定前）",
        { Standing: PaymentStanding.Cancelled } => "ご請求なし",
        _ => "お手続き待ち",
    };

    private static IEnumerable<JsonObject> Lines(Quote quote)
    {
        var lines = quote.Lines.Take(MostLines).Select(line => Row($"{line.Name} ×{line.Quantity}", line.Amount.ToString()));
        return quote.Lines.Length <= MostLines ? lines : lines.Append(Note($"ほか{quote.Lines.Length - MostLines}商品"));
    }

    /// <summary>What is taken off and added for the order as a whole.</summary>
    private static IEnumerable<JsonObject> Extras(Quote quote)
    {
        if (quote.Discount > Yen.Zero) yield return Row($"クーポン {quote.CouponCode}", "−" + quote.Discount);
        if (quote.Points > Yen.Zero) yield return Row("ポイント利用", "−" + quote.Points);
        if (quote.Input?.Wrapping is { } wrapping) yield return Row(wrapping.Name, quote.Wrapping > Yen.Zero ? quote.Wrapping.ToString() : "無料");
    }
}
