namespace Commerce.Tests.Simulators.Stripe;

public sealed class CardTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("pm_card_visa", "visa")]
    [InlineData("pm_card_mastercard", "mastercard")]
    [InlineData("pm_card_jcb", "jcb")]
    [InlineData("pm_card_amex", "amex")]
    [InlineData("pm_card_jp", "visa")]
    [InlineData("pm_card_createDispute", "visa")]
    public async Task Good_card_pays(string method, string brand)
    {
        var paid = await _host.PayAsync(method);

        Assert.Equal((200, "succeeded"), (paid.Status, paid.Text("status")));
        Assert.Equal(3000, paid.Number("amount_received"));
        var charge = await _host.ChargeAsync(paid);
        Assert.True(charge.GetProperty("paid").GetBoolean());
        Assert.True(charge.GetProperty("captured").GetBoolean());
        Assert.Equal(brand, charge.GetProperty("payment_method_details").GetProperty("card").GetProperty("brand").GetString());
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card")]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc")]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error")]
    [InlineData("pm_card_chargeCustomerFail", "card_declined", "generic_decline")]
    public async Task Bad_card_is_declined_and_the_intent_can_be_tried_again(string method, string code, string decline)
    {
        var intent = await _host.NewIntentAsync();
        var declined = await _host.StripeAsync($"payment_intents/{intent.Text("id")}/confirm", $"payment_method={method}");

        Assert.Equal((402, "card_error"), (declined.Status, declined.Error("type")));
        Assert.Equal((code, decline), (declined.Error("code"), declined.Error("decline_code")));
        var now = declined.Body.GetProperty("error").GetProperty("payment_intent");
        Assert.Equal("requires_payment_method", now.GetProperty("status").GetString());
        Assert.Equal(decline, now.GetProperty("last_payment_error").GetProperty("decline_code").GetString());

        var second = await _host.StripeAsync($"payment_intents/{intent.Text("id")}/confirm", "payment_method=pm_card_visa");
        Assert.Equal("succeeded", second.Text("status"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.Body.GetProperty("last_payment_error").ValueKind);
    }

    [Fact]
    public async Task Lost_and_stolen_look_like_any_decline_to_the_buyer()
    {
        var plain = await _host.PayAsync("pm_card_visa_chargeDeclined");
        Assert.Equal(plain.Error("message"), (await _host.PayAsync("pm_card_visa_chargeDeclinedStolenCard")).Error("message"));
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired")]
    [InlineData("pm_card_authenticationRequiredOnSetup")]
    [InlineData("pm_card_threeDSecure2Required")]
    public async Task Authenticated_card_pays_after_the_buyer_approved(string method)
    {
        var intent = await _host.PayAsync(method, "&return_url=https://shop.example/back");
        Assert.Equal("requires_action", intent.Text("status"));
        var page = intent.Body.GetProperty("next_action").GetProperty("redirect_to_url").GetProperty("url").GetString()!;

        var answer = await AnswerBankAsync(page, approved: true);

        Assert.Equal("succeeded", answer.Text("status"));
        Assert.StartsWith("https://shop.example/back?payment_intent=pi_", answer.Text("location"), StringComparison.Ordinal);
        Assert.Contains("redirect_status=succeeded", answer.Text("location"), StringComparison.Ordinal);
        using var gone = await _host.Http.GetAsync(page);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task Refused_authentication_gives_the_intent_back()
    {
        var intent = await _host.PayAsync("pm_card_authenticationRequired");
        var page = intent.Body.GetProperty("next_action").GetProperty("use_stripe_sdk").GetProperty("stripe_js").GetString()!;

        await AnswerBankAsync(page, approved: false);

        var after = await _host.StripeGetAsync("payment_intents/" + intent.Text("id"));
        Assert.Equal("requires_payment_method", after.Text("status"));
        Assert.Equal("payment_intent_authentication_failure", after.Body.GetProperty("last_payment_error").GetProperty("code").GetString());
        await _host.NextStripeEventAsync("payment_intent.payment_failed");
    }

    [Fact]
    public async Task Card_may_be_declined_after_the_authentication()
    {
        var intent = await _host.PayAsync("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds");
        await AnswerBankAsync(intent.Body.GetProperty("next_action").GetProperty("use_stripe_sdk").GetProperty("stripe_js").GetString()!, approved: true);

        var after = await _host.StripeGetAsync("payment_intents/" + intent.Text("id"));
        Assert.Equal("insufficient_funds", after.Body.GetProperty("last_payment_error").GetProperty("decline_code").GetString());
    }

    [Theory]
    [InlineData("&off_session=true")]
    [InlineData("&error_on_requires_action=true")]
    public async Task Authentication_without_the_buyer_is_an_error(string how)
    {
        var answer = await _host.PayAsync("pm_card_authenticationRequired", how);
        Assert.Equal((402, "authentication_required"), (answer.Status, answer.Error("code")));
        Assert.StartsWith("pi_", answer.Body.GetProperty("error").GetProperty("payment_intent").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_card_pays_later_without_the_buyer()
    {
        var customer = (await _host.StripeAsync("customers", "name=花子")).Text("id");
        var first = await _host.PayAsync("pm_card_authenticationRequiredOnSetup", $"&customer={customer}&setup_future_usage=off_session");
        await AnswerBankAsync(first.Body.GetProperty("next_action").GetProperty("use_stripe_sdk").GetProperty("stripe_js").GetString()!, approved: true);
        var saved = (await _host.StripeGetAsync($"customers/{customer}/payment_methods?type=card")).Body.GetProperty("data")[0].GetProperty("id").GetString()!;

        var later = await _host.PayAsync(saved, $"&customer={customer}&off_session=true");

        Assert.Equal("succeeded", later.Text("status"));
        Assert.Equal(400, (await _host.PayAsync(saved)).Status);
        await _host.StripeAsync($"payment_methods/{saved}/detach");
        Assert.Equal(0, (await _host.StripeGetAsync($"customers/{customer}/payment_methods")).Body.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Dispute_opens_after_the_payment()
    {
        await _host.PayAsync("pm_card_createDispute");
        var dispute = await _host.NextStripeEventAsync("charge.dispute.created");
        Assert.Equal("needs_response", dispute.GetProperty("data").GetProperty("object").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Intent_is_given_up_after_too_many_declines()
    {
        var id = (await _host.NewIntentAsync()).Text("id");
        for (var i = 0; i < 30; i++) await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa_chargeDeclined");
        Assert.Equal("canceled", (await _host.StripeGetAsync("payment_intents/" + id)).Text("status"));
    }

    private async Task<Answer> AnswerBankAsync(string page, bool approved)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { approved });
        using var answer = await _host.Http.PostAsync(page, body);
        return await Answer.ReadAsync(answer);
    }
}
