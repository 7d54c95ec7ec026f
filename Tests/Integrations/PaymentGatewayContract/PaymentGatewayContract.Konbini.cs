using Commerce.Payments;
using Commerce.Tests.Simulators.Stripe;
using static Commerce.Payments.PaymentStanding;
using static Commerce.Payments.PaymentVerb;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>Cash at a convenience store.</summary>
public abstract partial class PaymentGatewayContract
{
    private const string Voucher =
        "payment_method_data[type]=konbini&payment_method_data[billing_details][name]=花子&payment_method_data[billing_details][email]=hanako@example.jp";

    [Fact]
    public async Task Voucher_waits_for_its_money_until_the_end_of_its_last_day()
    {
        var opened = await DoAsync(Konbini());
        Assert.Equal((Open, PaymentMethod.Konbini), (opened.Answer.Standing, opened.Method));
        await ConfirmVoucherAsync(opened.Answer.IntentId!);

        var waiting = await DoAsync(Ask, opened.Answer.IntentId);
        Assert.Equal(AwaitingDeposit, waiting.Answer.Standing);
        var japan = waiting.Answer.Voucher!.PayBefore.ToOffset(TimeSpan.FromHours(9));
        Assert.Equal((new TimeOnly(23, 59, 59), 5), (TimeOnly.FromDateTime(japan.DateTime), (japan.Date - _outside.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Date).Days));
        using var page = await _outside.Host.Http.GetAsync(new Uri(waiting.Answer.Voucher.Address));
        Assert.Contains("コンビニ", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Voucher_that_is_paid_is_captured()
    {
        var intent = (await DoAsync(Konbini())).Answer.IntentId!;
        await ConfirmVoucherAsync(intent);
        await SimAsync($"intents/{intent}/pay-voucher");

        var answer = (await DoAsync(Ask, intent)).Answer;
        Assert.Equal((Captured, new Yen(3000), null), (answer.Standing, answer.CapturedTotal, answer.Voucher));
    }

    [Fact]
    public async Task Voucher_that_ran_out_leaves_the_payment_open_and_says_so()
    {
        var intent = (await DoAsync(Konbini())).Answer.IntentId!;
        await ConfirmVoucherAsync(intent);
        _outside.Host.Clock.Advance(TimeSpan.FromDays(6));

        var answer = (await DoAsync(Ask, intent)).Answer;
        Assert.Equal((Open, "payment_intent_payment_attempt_expired", null), (answer.Standing, answer.DeclineCode, answer.Voucher));
        Assert.Equal(409, await TrySimAsync($"intents/{intent}/pay-voucher"));
    }

    [Fact]
    public async Task Voucher_can_be_called_off_and_is_then_not_paid()
    {
        var intent = (await DoAsync(Konbini())).Answer.IntentId!;
        await ConfirmVoucherAsync(intent);

        Assert.Equal(Cancelled, (await DoAsync(Cancel, intent)).Answer.Standing);
        Assert.Equal(409, await TrySimAsync($"intents/{intent}/pay-voucher"));
    }

    [Fact]
    public async Task Cash_is_never_held_for_later_whatever_the_shop_does_with_cards() =>
        Assert.Equal(Open, (await DoAsync(Konbini() with { CaptureLater = true })).Answer.Standing);

    private static PaymentTask Konbini() => TaskOf(Create) with { Method = PaymentMethod.Konbini, DepositDays = 5 };

    private Task<Simulators.Answer> ConfirmVoucherAsync(string intent) => _outside.Host.StripeAsync($"payment_intents/{intent}/confirm", Voucher);
}
