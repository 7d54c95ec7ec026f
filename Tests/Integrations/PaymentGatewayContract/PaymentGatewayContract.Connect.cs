using System.Net.Http.Json;
using Commerce.Payments;
using static Commerce.Payments.PaymentStanding;
using static Commerce.Payments.PaymentVerb;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>Connected accounts: who is paid, the platform's share, and what comes back of it.</summary>
public abstract partial class PaymentGatewayContract
{
    private static readonly OnboardRequest Way = new("https://shop.example/back", "https://shop.example/again");

    [Fact]
    public async Task Account_is_made_once_per_shop_and_can_sell_after_its_owner_has_told_everything()
    {
        var made = (await OpenAccountAsync()).Value!;
        Assert.Equal(made.AccountId, (await OpenAccountAsync()).Value!.AccountId);
        Assert.False(made.ChargesEnabled);
        Assert.NotEmpty(made.CurrentlyDue);

        await OnboardAsync(made.AccountId);
        var after = (await _outside.Payees.AskAsync(made.AccountId, _outside.Host.Clock.GetUtcNow(), CancellationToken.None)).Value!;
        Assert.True(new PayeeView(PayeeMode.Connected, after) is { CanSell: true, CanTakeKonbini: true });
        Assert.Empty(after.CurrentlyDue);
    }

    [Fact]
    public async Task Link_works_once_and_is_not_logged()
    {
        var account = (await OpenAccountAsync()).Value!.AccountId;
        var first = await LinkAsync(account);
        var second = await LinkAsync(account);
        Assert.NotEqual(first, second);
        Assert.Equal(404, await VisitAsync(first));
        Assert.Equal(200, await VisitAsync(second));
        Assert.Equal(404, await VisitAsync(second));
        Assert.DoesNotContain("onboarding", _outside.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts.create", "error-before")]
    [InlineData("accounts.create", "error-after")]
    [InlineData("accounts.create", "drop-before")]
    [InlineData("accounts.create", "rate-limit")]
    public async Task Silence_about_an_account_is_unknown_and_the_same_question_settles_it(string endpoint, string fault)
    {
        await _outside.Host.FaultAsync("stripe", endpoint, fault);
        Assert.Equal(GatewayReply<PayeeAccount>.Unknown, await OpenAccountAsync());
        var made = (await OpenAccountAsync()).Value!.AccountId;
        Assert.Equal(made, (await OpenAccountAsync()).Value!.AccountId);
    }

    [Fact]
    public async Task Account_that_is_not_there_is_refused_and_not_unknown() =>
        Assert.NotNull((await _outside.Payees.LinkAsync("acct_nobody", Way, CancellationToken.None)).Code);

    [Fact]
    public async Task Money_goes_to_the_shop_and_the_fee_to_the_platform()
    {
        var paid = await PaidThroughPlatformAsync(fee: 165);

        Assert.Equal((165L, 3000L), await FeeAndTransferAsync());
        Assert.Equal(paid.Payee, (await DoAsync(paid with { Verb = Ask })).Answer.Payee);
    }

    [Fact]
    public async Task Fee_is_the_one_of_the_capture()
    {
        var held = await PaidThroughPlatformAsync(fee: 195, captureLater: true);
        Assert.Equal((0L, 0L), await FeeAndTransferAsync());

        var answer = (await DoAsync(held with { Verb = Capture, Key = "capture", Amount = new(3000), Fee = new(135) })).Answer;
        Assert.Equal(Captured, answer.Standing);
        Assert.Equal((135L, 3000L), await FeeAndTransferAsync());
    }

    [Fact]
    public async Task Part_of_an_authorisation_can_be_captured_with_its_own_fee()
    {
        var held = await PaidThroughPlatformAsync(fee: 165, captureLater: true);
        var answer = (await DoAsync(held with { Verb = Capture, Key = "capture", Amount = new(1000), Fee = new(55) })).Answer;
        Assert.Equal((Captured, new Yen(1000)), (answer.Standing, answer.CapturedTotal));
        Assert.Equal((55L, 1000L), await FeeAndTransferAsync());
    }

    [Fact]
    public async Task Refund_takes_its_part_back_from_the_shop_and_its_fee_from_the_platform_to_the_yen()
    {
        var paid = await PaidThroughPlatformAsync(fee: 165);
        var refund = paid with { Verb = Refund, Key = "refund.1", Amount = new(999), Fee = new(55) };

        Assert.Equal(Captured, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal((999L, 999L, 55L), await GivenBackAsync());
    }

    [Fact]
    public async Task Refund_without_a_fee_leaves_the_platform_its_fee()
    {
        var paid = await PaidThroughPlatformAsync(fee: 165);
        Assert.Equal(Captured, (await DoAsync(paid with { Verb = Refund, Key = "refund.1", Amount = new(3000), Fee = Yen.Zero })).Answer.Standing);
        Assert.Equal((3000L, 3000L, 0L), await GivenBackAsync());
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("error-after")]
    [InlineData("drop-before")]
    public async Task Silence_about_the_fee_of_a_refund_is_unknown_and_pays_neither_twice(string fault)
    {
        var paid = await PaidThroughPlatformAsync(fee: 165);
        var refund = paid with { Verb = Refund, Key = "refund.1", Amount = new(1000), Fee = new(55) };
        await _outside.Host.FaultAsync("stripe", "application_fees.refund", fault);

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal((1000L, 1000L, 55L), await GivenBackAsync());
    }

    [Fact]
    public async Task Kept_failure_of_a_refund_through_the_platform_is_looked_up_and_its_fee_still_goes_back()
    {
        var paid = await PaidThroughPlatformAsync(fee: 165);
        var refund = paid with { Verb = Refund, Key = "refund.1", Amount = new(1000), Fee = new(55) };
        await _outside.Host.FaultAsync("stripe", "refunds.create", "error-stored");

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(refund)).Answer.Standing);
        Assert.Equal((1000L, 1000L, 55L), await GivenBackAsync());
    }

    [Fact]
    public async Task Account_that_may_not_be_paid_is_a_refusal_of_the_opening()
    {
        var account = (await OpenAccountAsync()).Value!.AccountId;
        Assert.Equal(Rejected, (await DoAsync(TaskOf(Create) with { Payee = account })).Answer.Standing);
    }

    [Fact]
    public async Task Shop_with_its_own_account_has_no_fee_taken_by_the_provider()
    {
        var intent = (await DoAsync(TaskOf(Create) with { Fee = new(165) })).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_visa");
        Assert.Equal((0L, 0L), await FeeAndTransferAsync());
    }

    [Fact]
    public async Task Opening_with_another_payee_under_the_same_key_opens_anew()
    {
        var account = (await OpenAccountAsync()).Value!.AccountId;
        await OnboardAsync(account);
        var direct = await DoAsync(TaskOf(Create));
        var connected = await DoAsync(TaskOf(Create) with { Payee = account });

        Assert.Equal((Open, Open), (direct.Answer.Standing, connected.Answer.Standing));
        Assert.NotEqual(direct.Answer.IntentId, connected.Answer.IntentId);
    }

    private async Task<PaymentTask> PaidThroughPlatformAsync(long fee, bool captureLater = false)
    {
        var account = (await OpenAccountAsync()).Value!.AccountId;
        await OnboardAsync(account);
        var task = TaskOf(Create, captureLater: captureLater) with { Payee = account, Fee = new(fee) };
        var intent = (await DoAsync(task)).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_visa");
        return task with { IntentId = intent };
    }

    private Task<GatewayReply<PayeeAccount>> OpenAccountAsync() =>
        _outside.Payees.OpenAsync("kagetsudo", _outside.Host.Clock.GetUtcNow(), CancellationToken.None);

    private async Task<string> LinkAsync(string account) =>
        (await _outside.Payees.LinkAsync(account, Way, CancellationToken.None)).Value!.Address;

    private async Task OnboardAsync(string account) => Assert.Equal(200, await VisitAsync(await LinkAsync(account)));

    private async Task<int> VisitAsync(string link)
    {
        using var answer = await _outside.Host.Http.PostAsync(new Uri(link), null);
        return (int)answer.StatusCode;
    }

    private async Task<(long Fee, long Transfer)> FeeAndTransferAsync()
    {
        var counters = await _outside.Host.CountersAsync("stripe");
        return (counters.GetProperty("feesYen").GetInt64(), counters.GetProperty("transferredYen").GetInt64());
    }

    private async Task<(long Refund, long Reversed, long Fee)> GivenBackAsync()
    {
        var counters = await _outside.Host.CountersAsync("stripe");
        return (counters.GetProperty("refundedYen").GetInt64(), counters.GetProperty("transfersReversedYen").GetInt64(),
            counters.GetProperty("feesRefundedYen").GetInt64());
    }

    private async Task SimAsync(string path) => Assert.Equal(200, await TrySimAsync(path));

    private async Task<int> TrySimAsync(string path, object? body = null)
    {
        using var answer = await _outside.Host.Http.PostAsJsonAsync("/sim/stripe/_sim/" + path, body ?? new { });
        return (int)answer.StatusCode;
    }
}
