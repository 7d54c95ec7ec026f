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
    public void Terms_of_delivery_and_remarks_that_cannot_be_are_refused_by_name()
    {
        var (usual, slot) = (DeliveryTerms.Usual, DeliveryTerms.Usual.Slots[0]);
        AssertRefused("Delivery", Settings with { Delivery = null! });
        AssertRefused("LeadDays", Settings with { Delivery = usual with { LeadDays = -1 } });
        AssertRefused("CutOffMinute", Settings with { Delivery = usual with { CutOffMinute = 1_441 } });
        AssertRefused("ClosedWeekdays", Settings with { Delivery = usual with { ClosedWeekdays = [.. Enum.GetValues<DayOfWeek>()] } });
        AssertRefused("ClosedDates", Settings with { Delivery = usual with { ClosedDates = default } });
        AssertRefused("FurthestDays", Settings with { Delivery = usual with { FurthestDays = 181 } });
        AssertRefused("SlotId", Settings with { Delivery = usual with { Slots = [slot, slot] } });
        AssertRefused("SlotId", Settings with { Delivery = usual with { Slots = [slot with { SlotId = "a/b" }] } });
        AssertRefused("Label", Settings with { Delivery = usual with { Slots = [slot with { Label = "" }] } });
        AssertRefused("Yamato", Settings with { Delivery = usual with { Slots = [slot with { Yamato = "812" }] } });
        AssertRefused("Sagawa", Settings with { Delivery = usual with { Slots = [slot with { Sagawa = "1" }] } });
        AssertRefused("Label", Settings with { Remarks = RemarksTerms.Usual with { Label = " " } });
        AssertRefused("Longest", Settings with { Remarks = RemarksTerms.Usual with { Longest = 1_001 } });
    }

    [Fact]
    public void Settings_with_the_same_terms_in_other_arrays_are_the_same_settings()
    {
        static DeliveryTerms Terms() => new(1, 720, [DayOfWeek.Sunday], [new(2026, 12, 31)], 14, [new("am", "午前中", "Morning", "0812", "01")]);
        var request = new PutShopRequest(Settings with { Delivery = Terms() }, 1);
        var (first, once) = ShopRules.Put(Open, request);
        var (second, twice) = ShopRules.Put(once, new(Settings with { Delivery = Terms() }, 1));

        Assert.Equal(first, second);
        Assert.Same(once, twice);
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
