namespace Commerce.Tests.Simulators.Stripe;

/// <summary>Models the provider failing around the moment of charging: what decides whether anyone pays twice.</summary>
public sealed class StripeFaultTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("error-before", 500)]
    [InlineData("rate-limit", 429)]
    public async Task Refusal_before_anything_happened_lets_the_same_key_work(string kind, int status)
    {
        await _host.FaultAsync("stripe", "payment_intents.create", kind);

        Assert.Equal(status, (await _host.PayAsync(key: "k")).Status);
        Assert.Equal(0, (await _host.CountersAsync("stripe")).GetProperty("intents").GetInt32());
        Assert.Equal("succeeded", (await _host.PayAsync(key: "k")).Text("status"));
    }

    [Fact]
    public async Task Lost_answer_is_found_again_under_its_key()
    {
        await _host.FaultAsync("stripe", "payment_intents.create", "error-after");

        Assert.Equal(500, (await _host.PayAsync(key: "k")).Status);
        var again = await _host.PayAsync(key: "k");
        Assert.Equal(("succeeded", "true"), (again.Text("status"), again.Headers["idempotent-replayed"]));
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("successfulCharges").GetInt32());
    }

    [Fact]
    public async Task Kept_500_comes_again_and_the_object_tells_the_truth()
    {
        var id = (await _host.NewIntentAsync("&payment_method=pm_card_visa")).Text("id");
        await _host.FaultAsync("stripe", "payment_intents.confirm", "error-stored");

        Assert.Equal(500, (await _host.StripeAsync($"payment_intents/{id}/confirm", key: "k")).Status);
        Assert.Equal(500, (await _host.StripeAsync($"payment_intents/{id}/confirm", key: "k")).Status);
        Assert.Equal("succeeded", (await _host.StripeGetAsync("payment_intents/" + id)).Text("status"));
    }

    [Fact]
    public async Task Silence_after_charging_is_settled_by_the_same_key()
    {
        await _host.FaultAsync("stripe", "payment_intents.create", "hang-after");
        using var impatient = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sim/stripe/v1/payment_intents")
        {
            Content = new StringContent("amount=3000&currency=jpy&confirm=true&payment_method=pm_card_visa&metadata[order_id]=A1",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.Authorization = new("Bearer", StripeCalls.SecretKey);
        request.Headers.Add("Idempotency-Key", "k");
        var hanging = Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.Http.SendAsync(request, impatient.Token));
        await _host.NextStripeEventAsync("payment_intent.succeeded");
        await impatient.CancelAsync();
        await hanging;

        Assert.Equal("succeeded", (await _host.PayAsync(key: "k")).Text("status"));
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("chargesByOrder").GetProperty("A1").GetInt32());
    }

    [Fact]
    public async Task Caller_who_hangs_up_does_not_stop_the_charge()
    {
        var id = (await _host.NewIntentAsync("&payment_method=pm_card_visa")).Text("id");
        await _host.NextStripeEventAsync("payment_intent.created");
        await _host.FaultAsync("stripe", "payment_intents.confirm", "card-delay", seconds: 8);
        var waiting = _host.NextTimer();
        using var impatient = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/sim/stripe/v1/payment_intents/{id}/confirm");
        request.Headers.Authorization = new("Bearer", StripeCalls.SecretKey);
        var hanging = Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.Http.SendAsync(request, impatient.Token));
        await waiting;
        await impatient.CancelAsync();
        await hanging;

        _host.Clock.Advance(TimeSpan.FromSeconds(8));
        await _host.NextStripeEventAsync("payment_intent.succeeded");
        Assert.Equal("succeeded", (await _host.StripeGetAsync("payment_intents/" + id)).Text("status"));
    }

    [Fact]
    public async Task Slow_network_leaves_the_intent_processing_until_it_answers()
    {
        await _host.FaultAsync("stripe", "payment_intents.create", "processing", seconds: 60);

        var intent = await _host.PayAsync();
        Assert.Equal("processing", intent.Text("status"));
        Assert.Equal("payment_intent_unexpected_state", (await _host.StripeAsync($"payment_intents/{intent.Text("id")}/cancel")).Error("code"));
        _host.Clock.Advance(TimeSpan.FromSeconds(60));
        await _host.NextStripeEventAsync("payment_intent.succeeded");
        Assert.Equal("succeeded", (await _host.StripeGetAsync("payment_intents/" + intent.Text("id"))).Text("status"));
    }
}
