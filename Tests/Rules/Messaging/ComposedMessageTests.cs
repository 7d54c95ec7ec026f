using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Simulators.Line;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Messaging;

/// <summary>Judged by the simulator's reading of LINE's limits, with contents as long as the shop allows them to be.</summary>
public sealed class ComposedMessageTests
{
    private static readonly ShopLinks Links = new("1234567890-AbcdEfgh", "https://shop.example/");

    [Theory]
    [InlineData(MessagePurpose.OrderAccepted, "ご注文を承りました")]
    [InlineData(MessagePurpose.OrderPaid, "お支払いを確認しました")]
    [InlineData(MessagePurpose.OrderShipped, "ヤマト運輸（お問い合わせ番号 1234-5678-9012）でお届けします。")]
    [InlineData(MessagePurpose.OrderCancelled, "全額ご返金いたします")]
    [InlineData(MessagePurpose.OrderRefunded, "¥500 をご返金いたしました")]
    public void A_notice_names_the_order_its_lines_its_total_and_what_happened(MessagePurpose purpose, string words)
    {
        var body = OrderMessages.Notice(purpose, Order(Basket((Shirt, 2), (Cookies, 3))), Settings, Links);

        AssertLineTakes(body);
        foreach (var expected in new[] { words, "261101-ABCDEFGHJ", "T-SHIRT ×2", "焼菓子 ×3", "¥6,900", "花月堂" }) Assert.Contains(expected, body);
        Assert.Contains("https://liff.line.me/1234567890-AbcdEfgh/orders/order-1", body);
    }

    [Fact]
    public void Each_parcel_has_a_notice_that_names_its_own_number_and_contents()
    {
        var order = Order(Basket((Shirt, 2), (Cookies, 3))) with
        {
            Parcels =
            [
                new("ヤマト運輸", "1111", [new(Shirt.Sku, 2)], Noon, new("staff", "")),
                new("佐川急便", "2222", [new(Cookies.Sku, 1)], Noon, new("staff", "")),
            ],
            ToSend = [new(Cookies.Sku, 2)],
        };
        var first = OrderMessages.Notice(MessagePurpose.OrderShipped, order, Settings, Links, "1");
        var second = OrderMessages.Notice(MessagePurpose.OrderShipped, order, Settings, Links, "2");

        AssertLineTakes(first);
        AssertLineTakes(second);
        foreach (var said in (string[])["ヤマト運輸（お問い合わせ番号 1111）", "T-SHIRT", "×2", "残りの商品は"]) Assert.Contains(said, first);
        foreach (var said in (string[])["佐川急便（お問い合わせ番号 2222）", "焼菓子", "×1"]) Assert.Contains(said, second);
        Assert.DoesNotContain("2222", first);
        Assert.DoesNotContain("1111", second);
        Assert.DoesNotContain("T-SHIRT", second);
        Assert.DoesNotContain("残りの商品は", OrderMessages.Notice(MessagePurpose.OrderShipped, order with { ToSend = [] }, Settings, Links, "2"));
        AssertLineTakes(OrderMessages.Notice(MessagePurpose.OrderShipped, order, Settings, Links, "3"));
    }

    [Fact]
    public void A_notice_of_a_refund_tells_this_ones_amount_and_what_was_given_up()
    {
        var order = Order(Basket((Shirt, 2), (Cookies, 3))) with
        {
            Refunds =
            [
                new("r1", new(300), RefundStanding.Done, new("staff", "内緒の理由"), Noon),
                new("r2", new(1_080), RefundStanding.Done, new("staff", ""), Noon) { Lines = [new(Cookies.Sku, 1)] },
            ],
        };
        var body = OrderMessages.Notice(MessagePurpose.OrderRefunded, order, Settings, Links, "r2");

        AssertLineTakes(body);
        foreach (var said in (string[])["¥1,080 をご返金いたしました", "焼菓子（取りやめ）", "ご返金の合計", "261101-ABCDEFGHJ"]) Assert.Contains(said, body);
        Assert.Contains("¥300 をご返金いたしました", OrderMessages.Notice(MessagePurpose.OrderRefunded, order, Settings, Links, "r1"));
        Assert.DoesNotContain("内緒の理由", OrderMessages.Notice(MessagePurpose.OrderRefunded, order, Settings, Links, "r1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    [InlineData(":late.0")]
    [InlineData("r.1")]
    public void The_id_of_a_notice_tells_which_part_of_the_order_it_is_about(string? part) =>
        Assert.Equal(part, NoticeIds.PartOf(NoticeIds.Of(MessagePurpose.OrderRefunded, "order-1", part), MessagePurpose.OrderRefunded, "order-1"));

    [Fact]
    public void The_longest_order_is_cut_and_says_so()
    {
        var lines = Enumerable.Range(1, 50).Select(n => (Of($"S{n}", new string('品', 100), 9_999_999), 999)).ToArray();
        var body = OrderMessages.Notice(MessagePurpose.OrderPaid, Order(Basket(lines)), Settings with { Legal = Settings.Legal with { DeliveryTime = new('日', 1_000) } }, Links);

        AssertLineTakes(body);
        Assert.Contains("ほか40商品", body);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(50, true)]
    public void A_cart_reminder_shows_at_most_five_products_and_how_many_more_there_are(int count, bool saysMore)
    {
        ImmutableArray<CartLine> lines = [.. Enumerable.Range(1, count).Select(n => CartLine($"S{n}", "焼菓子", $"/img/s{n}.svg"))];
        var body = TalkMessages.CartReminder(lines, Settings, Links);

        AssertLineTakes(body);
        Assert.Equal(Math.Min(count, 5), Bubbles(body).Count);
        Assert.Equal(saysMore, body.Contains($"ほか{count - 5}商品", StringComparison.Ordinal));
        Assert.Contains("カートを見る", body);
        Assert.Contains("https://shop.example/img/s1.png", body);
        Assert.Contains("https://liff.line.me/1234567890-AbcdEfgh/cart", body);
    }

    [Fact]
    public void A_reminder_of_the_longest_names_and_addresses_still_fits() =>
        AssertLineTakes(TalkMessages.CartReminder(
            [.. Enumerable.Range(1, 50).Select(n => CartLine($"S{n}", string.Concat(Enumerable.Repeat("👘", 50)), "/" + new string('x', 999)))],
            Settings with { Name = new('店', 60) }, Links));

    [Theory]
    [InlineData("", null)]
    [InlineData("/img/p1.svg", "https://shop.example/img/p1.png")]
    [InlineData("https://cdn.example/花.jpg", "https://cdn.example/%E8%8A%B1.jpg")]
    [InlineData("http://cdn.example/p1.png", null)]
    [InlineData("javascript:alert(1)", null)]
    public void Only_pictures_that_LINE_can_fetch_are_shown(string image, string? address) => Assert.Equal(address, Links.Picture(image));

    [Fact]
    public void On_a_developers_machine_pictures_come_from_there() =>
        Assert.Equal("http://localhost:5000/img/p1.png", new ShopLinks("liff", "http://localhost:5000").Picture("/img/p1.svg"));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public void Welcome_and_menu_lead_to_the_shelves(int count)
    {
        ImmutableArray<Category> shelves = [.. Enumerable.Range(1, count).Select(n => new Category($"c{n}", n == 2 ? new('棚', 60) : $"棚{n}", n))];
        AssertLineTakes(TalkMessages.Welcome(shelves, Settings, Links));
        var menu = TalkMessages.Menu(shelves, Settings, Links);
        AssertLineTakes(menu);

        Assert.Equal(count > 0, menu.Contains("/c/c1\"", StringComparison.Ordinal));
        Assert.Equal(count == 0, menu.Contains("準備しております", StringComparison.Ordinal));
    }

    [Fact]
    public void The_state_of_orders_is_told_also_when_there_are_none()
    {
        var order = Order(Basket((Shirt, 1)));
        AssertLineTakes(OrderMessages.Status([], Settings, Links));
        var body = OrderMessages.Status([order, order with { Status = OrderStatus.Expired, Shipment = null }], Settings, Links);

        AssertLineTakes(body);
        Assert.Contains("発送済み", body);
        Assert.Contains("お支払い期限切れ", body);
    }

    [Fact]
    public void A_notice_names_wrapping_coupon_and_points()
    {
        var chosen = new OrderChoices(Wrapping: new("ribbon", "リボン包装", new(330)),
            Coupon: Orders.GoldenPriceTests.Coupon(Commerce.Promotions.CouponKind.Amount, 500), Points: 100);
        var order = Order(Basket((Shirt, 1))) with { Quote = PricingRules.Price(Basket((Shirt, 1)), Settings, SaleDay, chosen) };
        var body = OrderMessages.Notice(MessagePurpose.OrderPaid, order, Settings, Links);

        AssertLineTakes(body);
        foreach (var said in (string[])["リボン包装", "¥330", "クーポン OFF", "−¥500", "ポイント利用", "−¥100", "¥1,890"]) Assert.Contains(said, body);
    }

    [Fact]
    public void Every_status_of_an_order_has_its_word() =>
        Assert.All(Enum.GetValues<OrderStatus>().Where(s => s != OrderStatus.Unknown), status => Assert.NotEqual("確認中", OrderMessages.StatusOf(status)));

    private static CartLine CartLine(string sku, string name, string image) => new(sku, name, image, 2, new(1_080), 99, null, null, null);

    private static OrderView Order(ImmutableArray<BasketLine> basket) => new(
        "order-1", "261101-ABCDEFGHJ", "hanako", OrderStatus.Shipped, PricingRules.Price(basket, Settings, SaleDay), Hanako,
        new(PaymentStanding.Captured, "pi_1", new(6_900), new(500), Yen.Zero, null, null, false), Noon, null, null, [],
        new("ヤマト運輸", "1234-5678-9012"), 5, ImmutableDictionary<string, long>.Empty);

    private static JsonArray Bubbles(string body) =>
        JsonNode.Parse(body)!.AsArray().Single(m => m!["type"]!.GetValue<string>() == "flex")!["contents"]!["contents"]!.AsArray();

    private static void AssertLineTakes(string body)
    {
        using var push = JsonDocument.Parse($$"""{"messages":{{body}}}""");
        Assert.Empty(MessageRules.Judge(push.RootElement));
    }
}
