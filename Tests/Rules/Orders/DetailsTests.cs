using Commerce.Orders;
using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Orders;

public sealed class DetailsTests
{
    [Fact]
    public void Remarks_are_kept_as_they_were_typed()
    {
        var (refused, clean) = DetailsRules.Check(new(Remarks: "玄関前,置き配😀\r\n\"静かに\"\u0007 "));

        Assert.Null(refused);
        Assert.Equal("玄関前,置き配😀\n\"静かに\"", clean.Remarks);
        Assert.Equal(clean, DetailsRules.Check(clean).Details);
    }

    [Fact]
    public void Half_an_emoji_is_refused_and_breaks_nothing() =>
        Assert.Equal(new(Reason.FieldUnprintable, "remarks"), DetailsRules.Check(new(Remarks: "置き配\ud83d")).Refused);

    [Fact]
    public void Remarks_are_counted_as_people_count()
    {
        var shop = Settings with { Remarks = new(true, "ご要望", false, 3) };

        Assert.Null(Judge(new(Remarks: "😀😀😀"), shop));
        Assert.Equal(new(Reason.FieldTooLong, "remarks", 3), Judge(new(Remarks: "😀😀😀。"), shop));
    }

    [Fact]
    public void A_huge_remark_is_refused_before_the_shop_is_asked() =>
        Assert.Equal(new(Reason.FieldTooLong, "remarks", 1_000), DetailsRules.Check(new(Remarks: new('あ', 1_001))).Refused);

    [Fact]
    public void Required_remarks_must_be_there()
    {
        var shop = Settings with { Remarks = new(true, "名入れの文字", true, 20) };

        Assert.Equal(new(Reason.FieldRequired, "remarks"), Judge(new(Remarks: DetailsRules.Check(new(Remarks: " \r\n ")).Details.Remarks), shop));
        Assert.Equal(new(Reason.FieldRequired, "remarks"), Judge(null, shop));
        Assert.Null(Judge(new(Remarks: "花子"), shop));
    }

    [Fact]
    public void Where_there_is_no_field_there_are_no_remarks() =>
        Assert.Equal(new(Reason.BadRequest, "remarks"), Judge(new(Remarks: "x"), Settings with { Remarks = RemarksTerms.Usual with { Shown = false } }));

    [Fact]
    public void The_orderer_is_checked_like_a_recipient_and_named_apart()
    {
        var (refused, clean) = DetailsRules.Check(new(Hanako with { Name = "花月　太郎", Kana = "ｶｹﾞﾂ たろう" }));

        Assert.Null(refused);
        Assert.Equal(("花月 太郎", "カゲツ タロウ"), (clean.Orderer!.Name, clean.Orderer.Kana));
        Assert.Equal(new(Reason.BadPhone, "orderer.phone"), DetailsRules.Check(new(Hanako with { Phone = "12" })).Refused);
    }

    [Theory]
    [InlineData("hanako@example.jp", true)]
    [InlineData(" ｈａｎａｋｏ@example.co.jp ", true)]
    [InlineData("", true)]
    [InlineData("hanako", false)]
    [InlineData("hanako@example", false)]
    [InlineData("a@b@example.jp", false)]
    [InlineData("hanako@example.jp\r\nBcc: x@example.jp", false)]
    public void An_address_for_mail_looks_like_one(string typed, bool taken) =>
        Assert.Equal(taken ? null : new Refusal(Reason.BadRequest, "email"), DetailsRules.Check(new(Email: typed)).Refused);

    [Fact]
    public void A_slot_is_one_of_the_shops()
    {
        Assert.Null(Judge(new(SlotId: "18-20"), Settings));
        Assert.Equal(new(Reason.UnknownDeliverySlot, "slotId"), Judge(new(SlotId: "20-21"), Settings));
        Assert.Equal(new(Reason.UnknownDeliverySlot, "slotId"), DetailsRules.Check(new(SlotId: "../x")).Refused);
    }

    [Fact]
    public void A_shop_may_want_the_reading_of_names()
    {
        var shop = Settings with { KanaRequired = true };

        Assert.Equal(new(Reason.FieldRequired, "kana"), Judge(null, shop));
        Assert.Equal(
            new(Reason.FieldRequired, "orderer.kana"), DetailsRules.Judge(new(Hanako), Hanako with { Kana = "ヤマダ ハナコ" }, shop, Noon));
    }

    [Fact]
    public void A_shop_may_take_cards_only()
    {
        var ask = new PlaceOrderRequest("hanako", "1.1", new(1_000), Hanako, new(Payments.PaymentMethod.Konbini));

        Assert.Null(DetailsRules.Judge(ask, Settings, Noon));
        Assert.Equal(new(Reason.MethodNotOffered, "method"), DetailsRules.Judge(ask, Settings with { TakesKonbini = false }, Noon));
        Assert.Null(DetailsRules.Judge(ask with { Payment = null }, Settings with { TakesKonbini = false }, Noon));
    }

    [Theory]
    [InlineData("やまだ はなこ", "ヤマダ ハナコ")]
    [InlineData("ﾔﾏﾀﾞ　ﾊﾅｺ", "ヤマダ ハナコ")]
    [InlineData("ヴァン・ゴッホ", "ヴァン・ゴッホ")]
    [InlineData("ラーメン", "ラーメン")]
    public void A_reading_is_stored_in_full_width_katakana(string typed, string stored)
    {
        var (refused, clean) = RecipientRules.Check(Hanako with { Kana = typed });

        Assert.Null(refused);
        Assert.Equal(stored, clean.Kana);
    }

    [Theory]
    [InlineData("山田")]
    [InlineData("Yamada")]
    [InlineData("ヤマダ😀")]
    [InlineData("ヤマダ1")]
    public void Other_readings_are_refused(string typed) =>
        Assert.Equal(new(Reason.BadKana, "kana"), RecipientRules.Check(Hanako with { Kana = typed }).Refused);

    [Theory]
    [InlineData("髙橋﨑", "")]
    [InlineData("1〜2−3", "")]
    [InlineData("𠮷田😀", "𠮷😀")]
    [InlineData("你好你", "你")]
    public void What_carriers_cannot_print_is_named(string text, string unprintable) =>
        Assert.Equal(unprintable, string.Concat(PrintRules.Unprintable(text)));

    private static Refusal? Judge(OrderDetails? details, ShopSettings shop) => DetailsRules.Judge(details ?? OrderDetails.None, Hanako, shop, Noon);
}
