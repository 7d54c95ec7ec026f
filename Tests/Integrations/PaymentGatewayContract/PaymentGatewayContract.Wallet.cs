using Commerce.Payments;
using Commerce.Tests.Simulators.Stripe;
using static Commerce.Payments.PaymentStanding;
using static Commerce.Payments.PaymentVerb;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>Cards that are kept for next time.</summary>
public abstract partial class PaymentGatewayContract
{
    [Theory]
    [InlineData("error-before")]
    [InlineData("error-after")]
    [InlineData("drop-before")]
    [InlineData("rate-limit")]
    public async Task Customer_is_made_once_whatever_answers_are_lost(string fault)
    {
        await _outside.Host.FaultAsync("stripe", "customers.create", fault);
        Assert.Null(await OpenWalletAsync());
        var made = await OpenWalletAsync();
        Assert.StartsWith("cus_", made, StringComparison.Ordinal);
        Assert.Equal(made, await OpenWalletAsync());
        Assert.NotEqual(made, await OpenWalletAsync("taro"));
    }

    [Fact]
    public async Task Card_that_pays_is_kept_when_its_owner_wants_it()
    {
        var payer = await OpenWalletAsync();
        var kept = (await PaySavingAsync(payer)).Kept!;
        Assert.Equal(("visa", "4242", 12), (kept.Brand, kept.Last4, kept.ExpiryMonth));
        Assert.StartsWith("pm_", kept.CardId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_that_pays_once_is_not_kept()
    {
        var paid = await PaidAsync(captureLater: false);
        Assert.Null((await DoAsync(Ask, paid)).Kept);
    }

    [Fact]
    public async Task Kept_card_pays_the_next_order_without_being_typed()
    {
        var payer = await OpenWalletAsync();
        var card = (await PaySavingAsync(payer)).Kept!.CardId;

        var opened = await DoAsync(TaskOf(Create, order: "order-2") with { CustomerId = "hanako", PayerId = payer, CardId = card });
        Assert.Equal((Open, card), (opened.Answer.Standing, opened.CardId));
        await _outside.Host.StripeAsync($"payment_intents/{opened.Answer.IntentId}/confirm");
        Assert.Equal(Captured, (await DoAsync(Ask, opened.Answer.IntentId, order: "order-2")).Answer.Standing);
    }

    [Fact]
    public async Task Kept_card_may_be_asked_for_by_the_bank_again()
    {
        var payer = await OpenWalletAsync();
        var task = TaskOf(Create) with { CustomerId = "hanako", PayerId = payer, SaveCard = true };
        var first = (await DoAsync(task)).Answer.IntentId!;
        await ConfirmAsync(first, "pm_card_authenticationRequired");
        Assert.Equal(Open, (await DoAsync(Ask, first)).Answer.Standing);
        await AnswerBankAsync(first, approved: true);
        var card = (await DoAsync(Ask, first)).Kept!.CardId;

        var next = (await DoAsync(TaskOf(Create, order: "order-2") with { PayerId = payer, CardId = card })).Answer.IntentId!;
        await _outside.Host.StripeAsync($"payment_intents/{next}/confirm");
        Assert.Equal(Open, (await DoAsync(Ask, next)).Answer.Standing);
        await AnswerBankAsync(next, approved: true);
        Assert.Equal(Captured, (await DoAsync(Ask, next)).Answer.Standing);
    }

    [Fact]
    public async Task Bank_that_is_refused_leaves_the_payment_open_with_the_reason()
    {
        var intent = (await DoAsync(Create)).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_threeDSecure2Required");
        await AnswerBankAsync(intent, approved: false);

        var answer = (await DoAsync(Ask, intent)).Answer;
        Assert.Equal((Open, "payment_intent_authentication_failure"), (answer.Standing, answer.DeclineCode));
    }

    [Fact]
    public async Task Forgotten_card_pays_nothing_any_more_and_can_be_forgotten_twice()
    {
        var payer = await OpenWalletAsync();
        var card = (await PaySavingAsync(payer)).Kept!.CardId;

        Assert.True(await ForgetAsync(card));
        Assert.True(await ForgetAsync(card));
        Assert.Empty((await _outside.Host.StripeGetAsync($"customers/{payer}/payment_methods?type=card")).Body.GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("error-after")]
    [InlineData("error-stored")]
    [InlineData("drop-before")]
    public async Task Silence_about_a_forgotten_card_is_not_taken_for_done(string fault)
    {
        var payer = await OpenWalletAsync();
        var card = (await PaySavingAsync(payer)).Kept!.CardId;
        await _outside.Host.FaultAsync("stripe", "payment_methods.detach", fault);

        Assert.False(await ForgetAsync(card));
        Assert.True(await ForgetAsync(card));
        Assert.Empty((await _outside.Host.StripeGetAsync($"customers/{payer}/payment_methods?type=card")).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Card_of_somebody_else_is_refused()
    {
        var card = (await PaySavingAsync(await OpenWalletAsync())).Kept!.CardId;
        var taro = await OpenWalletAsync("taro");
        Assert.Equal(Rejected, (await DoAsync(TaskOf(Create, order: "order-2") with { PayerId = taro, CardId = card })).Answer.Standing);
    }

    private async Task<GatewayAnswer> PaySavingAsync(string? payer)
    {
        var task = TaskOf(Create) with { CustomerId = "hanako", PayerId = payer, SaveCard = true };
        var intent = (await DoAsync(task)).Answer.IntentId!;
        await ConfirmAsync(intent, "pm_card_visa");
        return await DoAsync(Ask, intent);
    }

    private Task<string?> OpenWalletAsync(string customer = "hanako") =>
        _outside.Wallets.OpenAsync(Outside.Channels, "kagetsudo", customer, atPlatform: false, CancellationToken.None);

    private Task<bool> ForgetAsync(string card) => _outside.Wallets.ForgetAsync(Outside.Channels, new(card, AtPlatform: false), CancellationToken.None);

    private async Task AnswerBankAsync(string intent, bool approved)
    {
        var asked = await _outside.Host.StripeGetAsync("payment_intents/" + intent);
        var page = asked.Body.GetProperty("next_action").GetProperty("use_stripe_sdk").GetProperty("stripe_js").GetString()!;
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(_outside.Host.Http, new Uri(page), new { approved });
        answer.EnsureSuccessStatusCode();
    }
}
