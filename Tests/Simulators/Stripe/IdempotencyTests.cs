namespace Commerce.Tests.Simulators.Stripe;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Same_key_and_parameters_give_the_first_answer_again()
    {
        var first = await _host.PayAsync(key: "k");
        var second = await _host.PayAsync(key: "k");

        Assert.Equal(first.Body.ToString(), second.Body.ToString());
        Assert.False(first.Headers.ContainsKey("idempotent-replayed"));
        Assert.Equal("true", second.Headers["idempotent-replayed"]);
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("successfulCharges").GetInt32());
    }

    [Fact]
    public async Task Order_of_the_parameters_does_not_matter()
    {
        await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k");
        Assert.Equal("true", (await _host.StripeAsync("payment_intents", "currency=jpy&amount=1000", "k")).Headers["idempotent-replayed"]);
    }

    [Theory]
    [InlineData("payment_intents", "amount=2000&currency=jpy")]
    [InlineData("customers", "name=a")]
    public async Task Same_key_with_something_else_is_an_error(string path, string form)
    {
        await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k");
        var other = await _host.StripeAsync(path, form, "k");
        Assert.Equal((400, "idempotency_error"), (other.Status, other.Error("type")));
    }

    [Fact]
    public async Task Decline_is_kept_so_a_new_try_needs_a_new_key()
    {
        var id = (await _host.NewIntentAsync()).Text("id");
        await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa_chargeDeclined", "k");
        var again = await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa_chargeDeclined", "k");

        Assert.Equal((402, "true"), (again.Status, again.Headers["idempotent-replayed"]));
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("failedCharges").GetInt32());
    }

    [Fact]
    public async Task Refused_parameters_do_not_use_the_key_up()
    {
        Assert.Equal(400, (await _host.StripeAsync("payment_intents", "amount=10&currency=jpy", "k")).Status);
        Assert.Equal(200, (await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k")).Status);
    }

    [Fact]
    public async Task Key_in_use_is_a_conflict_and_the_object_is_locked_for_others()
    {
        var id = (await _host.NewIntentAsync()).Text("id");
        await _host.FaultAsync("stripe", "payment_intents.confirm", "card-delay", seconds: 8);
        var waiting = _host.NextTimer();
        var slow = _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa", "k");
        await waiting;

        var same = await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method=pm_card_visa", "k");
        var other = await _host.StripeAsync($"payment_intents/{id}/cancel", key: "k2");
        Assert.Equal((409, "idempotency_key_in_use", "true"), (same.Status, same.Error("code"), same.Headers["stripe-should-retry"]));
        Assert.Equal((429, "lock_timeout"), (other.Status, other.Error("code")));
        Assert.Equal("requires_payment_method", (await _host.StripeGetAsync("payment_intents/" + id)).Text("status"));

        _host.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal("succeeded", (await slow).Text("status"));
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("successfulCharges").GetInt32());
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_charges()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _host.PayAsync(key: "k")));

        Assert.All(answers, a => Assert.Contains(a.Status, (int[])[200, 409]));
        var counters = await _host.CountersAsync("stripe");
        Assert.Equal(1, counters.GetProperty("chargesByOrder").GetProperty("A1").GetInt32());
        Assert.Equal(3000, counters.GetProperty("capturedYen").GetInt64());
    }

    [Fact]
    public async Task Key_is_forgotten_after_a_day()
    {
        await _host.PayAsync(key: "k");
        _host.Clock.Advance(TimeSpan.FromHours(24));
        await _host.PayAsync(key: "k");
        Assert.Equal(2, (await _host.CountersAsync("stripe")).GetProperty("chargesByOrder").GetProperty("A1").GetInt32());
    }

    [Fact]
    public async Task Accounts_do_not_share_keys()
    {
        var ours = await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k");
        var theirs = await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k", account: "acct_1");
        Assert.NotEqual(ours.Text("id"), theirs.Text("id"));
    }

    [Fact]
    public async Task Key_of_more_than_255_letters_is_refused() =>
        Assert.Equal(400, (await _host.PayAsync(key: new string('k', 256))).Status);
}
