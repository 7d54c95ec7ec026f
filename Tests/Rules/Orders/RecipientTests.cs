using Commerce.Orders;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Orders;

public sealed class RecipientTests
{
    [Fact]
    public void A_recipient_as_people_write_it_is_stored_in_one_spelling()
    {
        var (refused, clean) = RecipientRules.Check(new(
            "　山田　　花子 ", "０９０－１２３４－５６７８", "〒100‐0001", "東京都", "千代田区", "千代田１－１", "ﾏﾝｼｮﾝ１０１"));

        Assert.Null(refused);
        Assert.Equal(new("山田 花子", "09012345678", "1000001", "東京都", "千代田区", "千代田1-1", "マンション101"), clean);
    }

    [Theory]
    [InlineData("03-1234-5678", "0312345678")]
    [InlineData("(03) 1234 5678", "0312345678")]
    [InlineData("+81 90-1234-5678", "09012345678")]
    [InlineData("+81(0)90-1234-5678", "09012345678")]
    [InlineData("0120-123-456", "0120123456")]
    public void Phones_are_stored_as_national_digits(string typed, string stored)
    {
        var (refused, clean) = RecipientRules.Check(Hanako with { Phone = typed });

        Assert.Null(refused);
        Assert.Equal(stored, clean.Phone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901")]
    [InlineData("090123456")]
    [InlineData("090123456789")]
    [InlineData("0090123456")]
    [InlineData("090-1234-567x")]
    [InlineData("電話なし")]
    public void Other_phones_are_refused(string typed) =>
        AssertRefused(typed.Length == 0 ? Reason.FieldRequired : Reason.BadPhone, "phone", Hanako with { Phone = typed });

    [Theory]
    [InlineData("")]
    [InlineData("100000")]
    [InlineData("10000011")]
    [InlineData("100000a")]
    public void A_postal_code_has_seven_digits(string typed) =>
        AssertRefused(typed.Length == 0 ? Reason.FieldRequired : Reason.BadPostalCode, "postalCode", Hanako with { PostalCode = typed });

    [Theory]
    [InlineData("")]
    [InlineData("東京")]
    [InlineData("Tokyo")]
    [InlineData("江戸")]
    public void A_prefecture_is_one_of_the_47(string typed) =>
        AssertRefused(typed.Length == 0 ? Reason.FieldRequired : Reason.BadRequest, "prefecture", Hanako with { Prefecture = typed });

    [Fact]
    public void There_are_47_prefectures() => Assert.Equal(47, Prefectures.All.Distinct().Count());

    [Fact]
    public void Names_fit_the_label()
    {
        Assert.Null(RecipientRules.Check(Hanako with { Name = new('花', 16) }).Refused);
        Assert.Null(RecipientRules.Check(Hanako with { Name = new('x', 32) }).Refused);
        AssertRefused(Reason.FieldTooLong, "name", Hanako with { Name = new('花', 17) }, limit: 16);
        AssertRefused(Reason.FieldTooLong, "name", Hanako with { Name = new('x', 33) }, limit: 16);
    }

    [Fact]
    public void Prefecture_city_and_street_share_one_line_of_the_label()
    {
        Assert.Null(RecipientRules.Check(Hanako with { Street = new('町', 25) }).Refused);
        AssertRefused(Reason.FieldTooLong, "street", Hanako with { Street = new('町', 26) }, limit: 32);
        AssertRefused(Reason.FieldTooLong, "building", Hanako with { Building = new('棟', 17) }, limit: 16);
    }

    [Theory]
    [InlineData("花子😀")]
    [InlineData("花子\ufffd")]
    [InlineData("花\u0007子")]
    public void What_no_label_can_print_is_refused(string name) => AssertRefused(Reason.FieldUnprintable, "name", Hanako with { Name = name });

    [Fact]
    public void Half_a_character_is_refused_and_breaks_nothing() => AssertRefused(Reason.FieldUnprintable, "name", Hanako with { Name = "花子" + '\ud83d' });

    [Fact]
    public void Only_the_building_may_be_left_out()
    {
        Assert.Null(RecipientRules.Check(Hanako with { Building = "" }).Refused);
        AssertRefused(Reason.FieldRequired, "city", Hanako with { City = "" });
        AssertRefused(Reason.FieldRequired, "street", Hanako with { Street = " " });
        AssertRefused(Reason.FieldRequired, "name", Hanako with { Name = null! });
    }

    [Fact]
    public void A_clean_recipient_stays_as_it_is()
    {
        var once = RecipientRules.Check(Hanako).Recipient;
        Assert.Equal(once, RecipientRules.Check(once).Recipient);
    }

    private static void AssertRefused(Reason reason, string field, Recipient typed, long? limit = null) =>
        Assert.Equal(new Refusal(reason, field, limit), RecipientRules.Check(typed).Refused);
}
