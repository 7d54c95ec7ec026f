using System.Globalization;
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

    /// <param name="part">The parcel's place, from 1, or the refund's key, as <see cref="NoticeIds"/> has it; null: the order as a whole.</param>
    public static string Notice(MessagePurpose purpose, OrderView order, ShopSettings shop, ShopLinks links, string? part = null)
    {
        var parcel = purpose == MessagePurpose.OrderShipped ? ParcelOf(order, part) : null;
        var refund = purpose == MessagePurpose.OrderRefunded ? order.Refunds.FirstOrDefault(one => one.Key == part) : null;
        var (title, words) = parcel is not null ? ("商品を発送しました", SentBy(parcel.Carrier, parcel.TrackingNumber))
            : refund is not null ? ("ご返金の手続きをしました", $"{refund.Amount} をご返金いたしました。カード会社により、反映まで数日かかることがございます。")
            : Words(purpose, order, shop);
        JsonObject[] body =
        [
            Note(shop.Name), Title(title), Paragraph(words), Line(), Fact("ご注文番号", order.Number),
            .. parcel is not null ? Contents(order, parcel) : refund is not null ? GivenBack(order, refund) : Sums(order),
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

    /// <summary>Null when the notice is older than parcels are, or the order does not know the parcel.</summary>
    private static Parcel? ParcelOf(OrderView order, string? part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= order.Parcels.Length
            ? order.Parcels[place - 1]
            : null;

    /// <summary>What is in this parcel, and whether more is to come: each parcel has a notice of its own.</summary>
    private static IEnumerable<JsonObject> Contents(OrderView order, Parcel parcel)
    {
        foreach (var line in parcel.Lines.Take(MostLines)) yield return Row(NameOf(order, line.Sku), $"×{line.Quantity}");
        if (parcel.Lines.Length > MostLines) yield return Note($"ほか{parcel.Lines.Length - MostLines}商品");
        if (!order.ToSend.IsEmpty) yield return Note("残りの商品は、発送のときに改めてお知らせします。");
    }

    private static IEnumerable<JsonObject> GivenBack(OrderView order, RefundItem refund)
    {
        foreach (var line in refund.Lines.Take(MostLines)) yield return Row($"{NameOf(order, line.Sku)}（取りやめ）", $"×{line.Quantity}");
        yield return Row("今回のご返金", refund.Amount.ToString());
        yield return Row("ご返金の合計", order.Payment.Refunded.ToString());
        yield return Row("お支払い済みの金額", order.Payment.Captured.ToString());
    }

    private static IEnumerable<JsonObject> Sums(OrderView order) =>
    [
        .. Lines(order.Quote),
        Line(),
        .. Extras(order.Quote),
        Row("送料", order.Quote.Shipping > Yen.Zero ? order.Quote.Shipping.ToString() : "無料"),
        Row("合計（税込）", order.Quote.Total.ToString()),
        Fact("お支払い", PaymentOf(order.Payment)),
    ];

    private static string NameOf(OrderView order, string sku) => order.Quote.Lines.FirstOrDefault(line => line.Sku == sku)?.Name ?? sku;

    private static string SentBy(string carrier, string number) =>
        number.Length > 0 ? $"{carrier}（お問い合わせ番号 {number}）でお届けします。" : $"{carrier}でお届けします。";

    private static string CancelWords(PaymentView payment) => payment.Captured > Yen.Zero
        ? "お支払い済みの金額は全額ご返金いたします。またのご利用を心よりお待ちしております。"
        : "代金のご請求はございません。またのご利用を心よりお待ちしております。";

    private static string? Tracking(OrderView order) => order.Parcels.Length > 1
        ? string.Join('\n', order.Parcels.Select(parcel => SentBy(parcel.Carrier, parcel.TrackingNumber)))
        : order.Shipment is { } parcel ? SentBy(parcel.Carrier, parcel.TrackingNumber) : null;

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
