using Commerce.Payments;
using Commerce.Tests.Simulators;
using Commerce.Tests.Simulators.Stripe;
using static Commerce.Payments.PaymentStanding;
using static Commerce.Payments.PaymentVerb;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>What every client of Stripe makes of its answers, and of none. Run once per client, against the simulator over HTTP.</summary>
public abstract partial class PaymentGatewayContract(string client) : IAsyncLifetime
{
    private Outside _outside = null!;

    public async Task InitializeAsync() => _outside = await Outside.StartAsync(client);

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact]
    public async Task Payment_is_opened_once_however_often_it_is_asked_for()
    {
        var first = await DoAsync(Create);
        var second = await DoAsync(Create);

        Assert.Equal(Open, first.Answer.Standing);
        Assert.Equal(first.Answer.IntentId, second.Answer.IntentId);
        Assert.StartsWith(first.Answer.IntentId + "_secret_", first.ClientSecret, StringComparison.Ordinal);
        var intent = await _outside.Host.StripeGetAsync("payment_intents/" + first.Answer.IntentId);
        Assert.Equal(3000, intent.Number("amount"));
        Assert.Equal("kagetsudo", intent.Body.GetProperty("metadata").GetProperty("shop").GetString());
        Assert.Equal("order-1", intent.Body.GetProperty("metadata").GetProperty("order_id").GetString());
    }

    [Fact]
    public async Task Paid_at_once_is_captured()
    {
        var intent = await PaidAsync(captureLater: false);
        var answer = (await DoAsync(Ask, intent)).Answer;

        Assert.Equal((Captured, new Yen(3000), Yen.Zero), (answer.Standing, answer.CapturedTotal, answer.RefundedTotal));
    }

    [Fact]
    public async Task Held_money_has_its_end_and_is_captured_or_cancelled()
    {
        var held = await PaidAsync(captureLater: true);
        var answer = (await DoAsync(Ask, held)).Answer;
        Assert.Equal((Authorised, _outside.Host.Clock.GetUtcNow() + TimeSpan.FromDays(7)), (answer.Standing, answer.CaptureBefore));

        Assert.Equal(Captured, (await DoAsync(Capture, held)).Answer.Standing);
        var other = await PaidAsync(captureLater: true, order: "order-2");
        var released = (await DoAsync(Cancel, other, order: "order-2")).Answer;
        Assert.Equal((Cancelled, Yen.Zero, Yen.Zero), (released.Standing, released.CapturedTotal, released.RefundedTotal));
    }

    [Fact]
    public async Task Refund_is_made_once_per_key_and_never_above_what_was_captured()
    {
        var paid = await PaidAsync(captureLater: false);

        Assert.Equal(Captured, (await DoAsync(Refund, paid, yen: 1000)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(Refund, paid, yen: 1000)).Answer.Standing);
        Assert.Equal(new Yen(1000), (await DoAsync(Ask, paid)).Answer.RefundedTotal);
        Assert.Equal(Rejected, (await DoAsync(Refund, paid, key: "other", yen: 2001)).Answer.Standing);
    }

    [Fact]
    public async Task Declined_card_leaves_the_payment_open_with_the_reason()
    {
        var intent = (await DoAsync(Create)).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_visa_chargeDeclinedInsufficientFunds");

        var answer = (await DoAsync(Ask, intent)).Answer;
        Assert.Equal((Open, "insufficient_funds"), (answer.Standing, answer.DeclineCode));
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("error-after")]
    [InlineData("drop-before")]
    [InlineData("rate-limit")]
    public async Task What_passes_is_unknown_and_the_same_key_settles_it(string fault)
    {
        await _outside.Host.FaultAsync("stripe", "payment_intents.create", fault);

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Create)).Answer.Standing);
        Assert.Equal(Open, (await DoAsync(Create)).Answer.Standing);
        Assert.Equal(1, (await _outside.Host.CountersAsync("stripe")).GetProperty("intents").GetInt32());
    }

    [Fact]
    public async Task Silence_after_a_capture_is_unknown_and_captures_once()
    {
        var held = await PaidAsync(captureLater: true);
        await _outside.Host.FaultAsync("stripe", "payment_intents.capture", "hang-after");
        using var patience = new CancellationTokenSource();
        var waiting = _outside.Host.NextTimer();
        var silent = DoAsync(Capture, held, stop: patience.Token);
        await waiting;
        await patience.CancelAsync();

        Assert.Equal(PaymentStanding.Unknown, (await silent).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(Capture, held)).Answer.Standing);
        Assert.Equal(3000, (await _outside.Host.CountersAsync("stripe")).GetProperty("capturedYen").GetInt64());
    }

    [Fact]
    public async Task Locked_intent_is_unknown()
    {
        var intent = (await DoAsync(Create)).Answer.IntentId!;
        await _outside.Host.FaultAsync("stripe", "payment_intents.confirm", "card-delay");
        var waiting = _outside.Host.NextTimer();
        var buyer = ConfirmAsync(intent, "pm_card_visa");
        await waiting;

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Cancel, intent)).Answer.Standing);
        _outside.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await buyer;
        Assert.Equal(Rejected, (await DoAsync(Cancel, intent)).Answer.Standing);
    }

    [Fact]
    public async Task Two_at_once_under_one_key_capture_once()
    {
        var held = await PaidAsync(captureLater: true);
        await _outside.Host.FaultAsync("stripe", "payment_intents.capture", "delay");
        var waiting = _outside.Host.NextTimer();
        var first = DoAsync(Capture, held);
        await waiting;
        var second = DoAsync(Capture, held);
        _outside.Host.Clock.Advance(TimeSpan.FromSeconds(30));

        var standings = await Task.WhenAll(first, second);
        Assert.All(standings, s => Assert.Contains(s.Answer.Standing, (PaymentStanding[])[Captured, PaymentStanding.Unknown]));
        Assert.Equal(3000, (await _outside.Host.CountersAsync("stripe")).GetProperty("capturedYen").GetInt64());
    }

    [Fact]
    public async Task Kept_failure_of_a_refund_is_looked_up_and_not_paid_again()
    {
        var paid = await PaidAsync(captureLater: false);
        await _outside.Host.FaultAsync("stripe", "refunds.create", "error-stored");

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Refund, paid, yen: 1000)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(Refund, paid, yen: 1000)).Answer.Standing);
        Assert.Equal(1000, (await _outside.Host.CountersAsync("stripe")).GetProperty("refundedYen").GetInt64());
    }

    [Fact]
    public async Task Kept_failure_of_a_capture_is_refused_under_the_second_key_so_that_the_order_asks()
    {
        var held = await PaidAsync(captureLater: true);
        await _outside.Host.FaultAsync("stripe", "payment_intents.capture", "error-stored");

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Capture, held)).Answer.Standing);
        Assert.Equal(Rejected, (await DoAsync(Capture, held)).Answer.Standing);
        Assert.Equal(Captured, (await DoAsync(Ask, held)).Answer.Standing);
    }

    [Fact]
    public async Task Kept_failure_of_opening_opens_under_the_second_key()
    {
        await _outside.Host.FaultAsync("stripe", "payment_intents.create", "error-stored");

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Create)).Answer.Standing);
        var opened = await DoAsync(Create);
        Assert.Equal(Open, opened.Answer.Standing);
        Assert.Equal(opened.Answer.IntentId, (await DoAsync(Create)).Answer.IntentId);
    }

    [Fact]
    public async Task Refused_parameters_are_final() =>
        Assert.Equal((Rejected, "amount_too_small"), await RejectionAsync(yen: 10));

    [Fact]
    public async Task Wrong_key_is_for_the_operator_to_mend_and_ends_no_order()
    {
        var wrong = Outside.Channels with { StripeSecret = "sealed:sk_test_wrong" };
        var answer = await _outside.Stripe.DoAsync(wrong, "kagetsudo", TaskOf(Create), CancellationToken.None);
        Assert.Equal(PaymentStanding.Unknown, answer.Answer.Standing);
    }

    [Fact]
    public async Task Nobody_there_is_unknown()
    {
        await using var nowhere = Outside.Reach(await SimulatorHost.StartAsync(), new("http://127.0.0.1:1"), new("http://127.0.0.1:1"), client);
        var answer = await nowhere.Stripe.DoAsync(Outside.Channels, "kagetsudo", TaskOf(Create), CancellationToken.None);
        Assert.Equal(PaymentStanding.Unknown, answer.Answer.Standing);
    }

    [Fact]
    public async Task Log_has_the_request_ids_and_no_secret()
    {
        var opened = await DoAsync(Create);
        foreach (var fault in (string[])["error-after", "rate-limit", "drop-before"])
        {
            await _outside.Host.FaultAsync("stripe", "*", fault);
            await DoAsync(Ask, opened.Answer.IntentId);
        }

        Assert.Contains("req_", _outside.Log.All, StringComparison.Ordinal);
        foreach (var secret in (string[])["sk_test_simulator", "_secret_", opened.ClientSecret!])
            Assert.DoesNotContain(secret, _outside.Log.All, StringComparison.Ordinal);
    }

    private async Task<(PaymentStanding, string?)> RejectionAsync(long yen)
    {
        var answer = (await DoAsync(Create, yen: yen)).Answer;
        return (answer.Standing, answer.DeclineCode);
    }

    private async Task<string> PaidAsync(bool captureLater, string order = "order-1")
    {
        var intent = (await DoAsync(Create, captureLater: captureLater, order: order)).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_visa");
        return intent;
    }

    private Task<GatewayAnswer> DoAsync(PaymentTask task) => _outside.Stripe.DoAsync(Outside.Channels, "kagetsudo", task, CancellationToken.None);

    // What the buyer's browser does.
    private Task<Answer> ConfirmAsync(string intent, string method) =>
        _outside.Host.StripeAsync($"payment_intents/{intent}/confirm", "payment_method=" + method);

    private Task<GatewayAnswer> DoAsync(
        PaymentVerb verb, string? intent = null, string? key = null, long yen = 3000, bool captureLater = false, string order = "order-1",
        CancellationToken stop = default) =>
        _outside.Stripe.DoAsync(Outside.Channels, "kagetsudo", TaskOf(verb, intent, key, yen, captureLater, order), stop);

    private static PaymentTask TaskOf(
        PaymentVerb verb, string? intent = null, string? key = null, long yen = 3000, bool captureLater = false, string order = "order-1") =>
        new(verb, $"{order}.{key ?? verb.ToString()}", order, "K7F-2Q9X", intent, new(yen), captureLater);
}
