using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Orders;

public sealed class CheckoutDraftTests
{
    private static readonly CheckoutDraft Full = new(CheckoutStep.Confirm, Hanako, OrderDetails.None, PaymentChoice.NewCard);
    private static readonly CheckoutDraft Empty = Full with { Recipient = new("", "", "", "", "", "", "") };

    [Fact]
    public void A_draft_that_is_right_stands_at_the_last_page() =>
        Assert.Equal(Full, CheckoutRules.Keep(Full, Settings, Noon));

    [Fact]
    public void An_unfinished_draft_is_kept_and_stays_at_the_form()
    {
        var draft = CheckoutRules.Keep(Empty with { Recipient = Empty.Recipient with { Name = " 山田　花子" } }, Settings, Noon);

        Assert.Equal(CheckoutStep.Form, draft.Step);
        Assert.Equal("山田 花子", draft.Recipient.Name);
    }

    [Fact]
    public void Every_field_that_must_be_corrected_is_named_in_the_order_of_the_form()
    {
        var wrong = CheckoutRules.Wrong(
            Empty with
            {
                Details = new(Hanako with { Phone = "1" }, new('あ', 300), new(2026, 11, 2), "20-21", "taro"),
                Payment = new(PaymentMethod.Unknown),
            },
            Settings with { KanaRequired = true }, Noon);

        Assert.Equal(
            [
                "orderer.kana", "orderer.phone", "name", "kana", "phone", "postalCode", "prefecture", "city", "street",
                "email", "deliveryDay", "slotId", "remarks", "method",
            ],
            wrong.Select(refused => refused.Subject!));
    }

    [Fact]
    public void A_draft_that_was_right_yesterday_goes_back_to_the_form_when_its_day_has_come_too_near()
    {
        var draft = Full with { Details = new(DeliveryDay: new(2026, 11, 4)) };

        Assert.Empty(CheckoutRules.Wrong(draft, Settings, Noon));
        Assert.Equal(Reason.DeliveryDayTooEarly, Assert.Single(CheckoutRules.Wrong(draft, Settings, Noon.AddDays(1))).Reason);
    }

    [Fact]
    public void What_the_last_page_takes_the_order_takes_too()
    {
        var details = new OrderDetails(Hanako, "玄関前,置き配😀", new(2026, 11, 4), "18-20", "taro@example.jp");
        var draft = CheckoutRules.Keep(Full with { Details = details }, Settings, Noon);

        Assert.Equal(CheckoutStep.Confirm, draft.Step);
        Assert.Equal((null, draft.Recipient), RecipientRules.Check(draft.Recipient));
        Assert.Equal((null, draft.Details), DetailsRules.Check(draft.Details));
        Assert.Null(DetailsRules.Judge(new PlaceOrderRequest("hanako", "1.1", new(1_000), draft.Recipient) { Details = draft.Details }, Settings, Noon));
    }

    [Fact]
    public void Garbage_is_bounded_and_breaks_nothing()
    {
        var huge = new string('\ud83d', 10_000);
        var draft = CheckoutRules.Keep(
            new(CheckoutStep.Confirm, new(huge, huge, huge, huge, huge, huge, huge, huge), new(Hanako with { Name = null! }, huge, null, huge, huge), new((PaymentMethod)77, huge)),
            Settings, Noon);

        Assert.Equal(CheckoutStep.Form, draft.Step);
        Assert.True(draft.Recipient.Name.Length <= 200 && draft.Details.Remarks.Length <= 2_000 && draft.Payment.CardId!.Length <= 255);
    }

    [Fact]
    public void What_no_label_shows_is_warned_of() =>
        Assert.Equal(
            ["street", "orderer.name"],
            CheckoutRules.Unprintable(Full with { Recipient = Hanako with { Street = "你好町1" }, Details = new(Hanako with { Name = "你" }) })
                .Select(warning => warning.Subject!));
}
