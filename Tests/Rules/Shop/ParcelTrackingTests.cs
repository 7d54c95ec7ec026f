using Commerce.Web.Orders;
using Commerce.Web.Shop;

namespace Commerce.Tests.Rules.Shop;

public sealed class ParcelTrackingTests
{
    [Theory]
    [InlineData("ヤマト運輸", "1234-5678-9012", "id=123456789012")]
    [InlineData("佐川急便", "123456789012", "okurijoNo=123456789012")]
    [InlineData("日本郵便", "12345678901", "reqCodeNo1=12345678901")]
    public void A_parcel_leads_to_its_carriers_page(string carrier, string number, string address)
    {
        var page = ParcelTracking.Page(carrier, number)!;
        Assert.EndsWith(address, page, StringComparison.Ordinal);
        Assert.Equal("https", new Uri(page).Scheme);
    }

    [Theory]
    [InlineData("ヤマト運輸", "")]
    [InlineData("ヤマト運輸", "12345678901\"><script>")]
    [InlineData("ヤマト運輸", "１２３４５６７８９０１２")]
    [InlineData("自社便", "123456789012")]
    public void What_no_carrier_can_show_leads_nowhere(string carrier, string number) => Assert.Null(ParcelTracking.Page(carrier, number));

    [Theory]
    [InlineData("261101-ABCDEFGHJ,123", "261101-ABCDEFGHJ", "123")]
    [InlineData("　２６１１０１－abcdefghj\t123-4 ", "261101-ABCDEFGHJ", "123-4")]
    [InlineData("\"261101-A\",\"1\"", "261101-A", "1")]
    [InlineData("261101-A", "261101-A", null)]
    [InlineData("a,b,c", "a,b,c", null)]
    [InlineData("a,\ud800", "a,\ud800", null)]
    [InlineData("261101-A,12<3", "261101-A,12<3", null)]
    public void A_pasted_line_is_read_or_said_to_be_unreadable(string text, string number, string? tracking)
    {
        var line = Assert.Single(ParcelLines.Read(text));
        Assert.Equal((1, number, tracking), (line.Line, line.Number, line.TrackingNumber));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\n\t,\"\"　")]
    public void Empty_lines_are_no_lines(string text) => Assert.Empty(ParcelLines.Read(text));
}
