namespace Commerce.Tests.Simulators.Stripe;

public sealed class IntentLifeTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("", "parameter_missing", "amount")]
    [InlineData("amount=1000", "parameter_missing", "currency")]
    [InlineData("amount=49&currency=jpy", "amount_too_small", "amount")]
    [InlineData("amount=0&currency=jpy", "parameter_invalid_integer", "amount")]
    [InlineData("amount=-5&currency=jpy", "parameter_invalid_integer", "amount")]
    [InlineData("amount=10.5&currency=jpy", "parameter_invalid_integer", "amount")]
    [InlineData("amount=100000000&currency=jpy", "amount_too_large", "amount")]
    [InlineData("amount=1000&currency=JPY", null, "currency")]
    [InlineData("amount=1000&currency=jpy&colour=red", "parameter_unknown", "colour")]
    [InlineData("amount=1000&currency=jpy&capture_method=later", null, "capture_method")]
    [InlineData("amount=1000&currency=jpy&off_session=true", null, "off_session")]
    [InlineData("amount=1000&currency=jpy&application_fee_amount=1001", null, "application_fee_amount")]
    public async Task Bad_parameter_is_refused(string form, string? code, string param)
    {
        var answer = await _host.StripeAsync("payment_intents", form);
        Assert.Equal((400, "invalid_request_error"), (answer.Status, answer.Error("type")));
        Assert.Equal((code, param), (answer.Error("code"), answer.Error("param")));
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("sk_test_wrong", 401)]
    [InlineData("pk_test_simulator", 403)]
    public async Task Key_decides_who_may_create(string apiKey, int status) =>
        Assert.Equal(status, (await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", apiKey: apiKey)).Status);

    [Fact]
    public async Task New_intent_has_the_documented_fields()
    {
        var intent = await _host.NewIntentAsync("&metadata[order_id]=A1&automatic_payment_methods[enabled]=true&description=注文");

        Assert.Equal("requires_payment_method", intent.Text("status"));
        Assert.StartsWith("req_", intent.Headers["request-id"], StringComparison.Ordinal);
        Assert.StartsWith(intent.Text("id") + "_secret_", intent.Text("client_secret"), StringComparison.Ordinal);
        Assert.Equal("A1", intent.Body.GetProperty("metadata").GetProperty("order_id").GetString());
        Assert.Equal("注文", intent.Text("description"));
        foreach (var field in (string[])["latest_charge", "next_action", "last_payment_error", "customer", "amount_capturable", "livemode", "payment_method_types"])
            Assert.True(intent.Body.TryGetProperty(field, out _), field);
    }

    [Fact]
    public async Task Held_money_is_captured_in_time()
    {
        var held = await _host.HoldAsync();
        Assert.Equal(("requires_capture", 3000L, 0L), (held.Text("status"), held.Number("amount_capturable"), held.Number("amount_received")));
        var before = (await _host.ChargeAsync(held)).GetProperty("payment_method_details").GetProperty("card").GetProperty("capture_before").GetInt64();
        Assert.Equal((_host.Clock.GetUtcNow() + TimeSpan.FromDays(7)).ToUnixTimeSeconds(), before);

        _host.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        var captured = await _host.StripeAsync($"payment_intents/{held.Text("id")}/capture");
        Assert.Equal(("succeeded", 3000L, 0L), (captured.Text("status"), captured.Number("amount_received"), captured.Number("amount_capturable")));
    }

    [Fact]
    public async Task Held_money_goes_back_after_seven_days()
    {
        var held = await _host.HoldAsync();
        _host.Clock.Advance(TimeSpan.FromDays(7));

        var expired = await _host.NextStripeEventAsync("charge.expired");
        Assert.True(expired.GetProperty("data").GetProperty("object").GetProperty("refunded").GetBoolean());
        await _host.NextStripeEventAsync("payment_intent.canceled");
        var after = await _host.StripeGetAsync("payment_intents/" + held.Text("id"));
        Assert.Equal(("canceled", "automatic"), (after.Text("status"), after.Text("cancellation_reason")));
        await RefusedAsync($"payment_intents/{held.Text("id")}/capture");
    }

    [Fact]
    public async Task Part_is_captured_once_and_no_more_than_held()
    {
        var held = await _host.HoldAsync();
        var over = await _host.StripeAsync($"payment_intents/{held.Text("id")}/capture", "amount_to_capture=3001");
        Assert.Equal((400, "amount_to_capture"), (over.Status, over.Error("param")));

        var part = await _host.StripeAsync($"payment_intents/{held.Text("id")}/capture", "amount_to_capture=1000");
        Assert.Equal(("succeeded", 1000L), (part.Text("status"), part.Number("amount_received")));
        await RefusedAsync($"payment_intents/{held.Text("id")}/capture");
    }

    [Fact]
    public async Task Final_states_refuse_what_comes_later()
    {
        var paid = (await _host.PayAsync()).Text("id");
        await RefusedAsync($"payment_intents/{paid}/confirm");
        await RefusedAsync($"payment_intents/{paid}/cancel");
        await RefusedAsync($"payment_intents/{paid}/capture");
        await RefusedAsync($"payment_intents/{paid}", "amount=4000");

        var canceled = (await _host.NewIntentAsync()).Text("id");
        await _host.StripeAsync($"payment_intents/{canceled}/cancel", "cancellation_reason=abandoned");
        await RefusedAsync($"payment_intents/{canceled}/cancel");
        await RefusedAsync($"payment_intents/{canceled}/confirm", "payment_method=pm_card_visa");
    }

    [Fact]
    public async Task Confirming_without_a_card_is_refused() =>
        await RefusedAsync($"payment_intents/{(await _host.NewIntentAsync()).Text("id")}/confirm");

    [Fact]
    public async Task Canceling_a_hold_gives_the_money_back()
    {
        var held = await _host.HoldAsync();
        var canceled = await _host.StripeAsync($"payment_intents/{held.Text("id")}/cancel");
        Assert.Equal(("canceled", 0L), (canceled.Text("status"), canceled.Number("amount_capturable")));
        Assert.True((await _host.ChargeAsync(held)).GetProperty("refunded").GetBoolean());
    }

    [Fact]
    public async Task Amount_can_change_before_the_payment_only()
    {
        var id = (await _host.NewIntentAsync()).Text("id");
        Assert.Equal(4000, (await _host.StripeAsync("payment_intents/" + id, "amount=4000&metadata[note]=x")).Number("amount"));
        await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa");
        await RefusedAsync("payment_intents/" + id, "amount=5000");
        var described = await _host.StripeAsync("payment_intents/" + id, "metadata[note]=&metadata[shipped]=yes");
        Assert.Equal("""{"shipped":"yes"}""", described.Body.GetProperty("metadata").ToString());
    }

    [Fact]
    public async Task Refunds_add_up_to_what_was_captured_at_most()
    {
        var paid = (await _host.PayAsync()).Text("id");
        var first = await _host.StripeAsync("refunds", $"payment_intent={paid}&amount=1000&reason=requested_by_customer&metadata[line]=1");
        Assert.Equal(("succeeded", 1000L), (first.Text("status"), first.Number("amount")));
        Assert.Equal((400, "amount"), await RefusedRefundAsync($"payment_intent={paid}&amount=2001"));
        Assert.Equal(2000, (await _host.StripeAsync("refunds", $"payment_intent={paid}")).Number("amount"));

        var over = await _host.StripeAsync("refunds", $"payment_intent={paid}");
        Assert.Equal((400, "charge_already_refunded"), (over.Status, over.Error("code")));
        Assert.Equal(2, (await _host.StripeGetAsync($"refunds?payment_intent={paid}")).Body.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Held_money_is_canceled_not_refunded()
    {
        var answer = await _host.StripeAsync("refunds", "payment_intent=" + (await _host.HoldAsync()).Text("id"));
        Assert.Equal((400, "payment_intent_unexpected_state"), (answer.Status, answer.Error("code")));
    }

    [Fact]
    public async Task Latest_charge_can_be_expanded()
    {
        var paid = await _host.PayAsync();
        var expanded = await _host.StripeGetAsync($"payment_intents/{paid.Text("id")}?expand[]=latest_charge");
        Assert.Equal(paid.Text("latest_charge"), expanded.Body.GetProperty("latest_charge").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Lists_go_page_by_page_from_the_newest()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Insert(0, (await _host.NewIntentAsync()).Text("id"));

        var first = await _host.StripeGetAsync("payment_intents?limit=2");
        var second = await _host.StripeGetAsync($"payment_intents?limit=3&starting_after={ids[1]}");
        Assert.Equal(ids[..2], Ids(first));
        Assert.True(first.Body.GetProperty("has_more").GetBoolean());
        Assert.Equal(ids[2..], Ids(second));
        Assert.False(second.Body.GetProperty("has_more").GetBoolean());
        Assert.Equal(ids[1..3], Ids(await _host.StripeGetAsync($"payment_intents?limit=2&ending_before={ids[3]}")));
    }

    [Fact]
    public async Task Connected_account_keeps_its_own_objects()
    {
        var theirs = await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy&application_fee_amount=55", account: "acct_1");
        Assert.Equal(404, (await _host.StripeGetAsync("payment_intents/" + theirs.Text("id"))).Status);
        Assert.Equal(55, (await _host.StripeGetAsync("payment_intents/" + theirs.Text("id"), account: "acct_1")).Number("application_fee_amount"));
        Assert.Equal("acct_1", (await _host.NextStripeEventAsync("payment_intent.created")).GetProperty("account").GetString());
    }

    private async Task RefusedAsync(string path, string form = "")
    {
        var answer = await _host.StripeAsync(path, form);
        Assert.Equal((400, "payment_intent_unexpected_state"), (answer.Status, answer.Error("code")));
        Assert.True(answer.Body.GetProperty("error").TryGetProperty("payment_intent", out _));
    }

    private async Task<(int, string?)> RefusedRefundAsync(string form)
    {
        var answer = await _host.StripeAsync("refunds", form);
        return (answer.Status, answer.Error("param"));
    }

    private static List<string> Ids(Answer list) => [.. list.Body.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
}
