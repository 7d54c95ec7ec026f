using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Shops;

public sealed class PutShopTests
{
    private static readonly ShopState None = new();
    private static readonly ShopState Open = new() { Version = 1, Settings = Settings };

    [Fact]
    public void The_first_settings_make_the_shop()
    {
        var (reply, shop) = ShopRules.Put(None, new(Settings, 0));

        Assert.Equal(new(null, 1), reply);
        Assert.Equal(Settings, shop.Settings);
    }

    [Fact]
    public void Settings_that_were_edited_from_an_old_version_are_refused()
    {
        var (reply, shop) = ShopRules.Put(Open with { Version = 3 }, new(Settings with { Name = "月花堂" }, 2));

        Assert.Equal(new(new(Reason.StaleVersion, Limit: 3), 3), reply);
        Assert.Equal("花月堂", shop.Settings!.Name);
    }

    [Fact]
    public void The_same_request_sent_twice_changes_once_and_answers_the_same()
    {
        var request = new PutShopRequest(Settings with { Shipping = new(880) }, 1);
        var (first, once) = ShopRules.Put(Open, request);
        var (second, twice) = ShopRules.Put(once, request);

        Assert.Equal(first, second);
        Assert.Same(once, twice);
    }

    [Fact]
    public void Settings_that_cannot_be_are_refused_by_name()
    {
        AssertRefused("Name", Settings with { Name = " " });
        AssertRefused("TimeZone", Settings with { TimeZone = "Asia/Edo" });
        AssertRefused("RemindAfter", Settings with { RemindAfter = TimeSpan.Zero });
        AssertRefused("HoldFor", Settings with { HoldFor = TimeSpan.FromSeconds(-1) });
        AssertRefused("HoldFor", Settings with { HoldFor = TimeSpan.FromDays(2) });
        AssertRefused("ExtendBy", Settings with { ExtendBy = TimeSpan.Zero });
        AssertRefused("Shipping", Settings with { Shipping = new(-1) });
        AssertRefused("FreeShippingFrom", Settings with { FreeShippingFrom = new(-1) });
        AssertRefused("Rounding", Settings with { Rounding = TaxRounding.Unknown });
        AssertRefused("Capture", Settings with { Capture = (CaptureMode)7 });
        AssertRefused("ReturnPolicy", Settings with { Legal = Settings.Legal with { ReturnPolicy = "" } });
        AssertRefused("InvoiceNumber", Settings with { Legal = Settings.Legal with { InvoiceNumber = "T123" } });
    }

    [Fact]
    public void Free_shipping_and_the_invoice_number_may_be_left_out() =>
        Assert.Null(ShopRules.Check(Settings with { FreeShippingFrom = null, Legal = Settings.Legal with { InvoiceNumber = null } }));

    private static void AssertRefused(string field, ShopSettings settings)
    {
        var (reply, shop) = ShopRules.Put(Open, new(settings, 1));

        Assert.Equal(new(Reason.BadRequest, field), reply.Refused);
        Assert.Same(Open, shop);
    }
}
