using Commerce.Tests.Support;

namespace Commerce.Tests.Simulators.Stripe;

/// <summary>Models the process being killed: a real Stripe does not forget, so neither may the stand-in.</summary>
public sealed class StripeRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stripe-sim").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [Fact]
    public async Task Paid_intent_its_key_and_refunds_survive()
    {
        Answer paid;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            paid = await before.PayAsync(key: "k");
            await before.StripeAsync("refunds", $"payment_intent={paid.Text("id")}&amount=1000", "r");
        }

        await using var after = await SimulatorHost.StartAsync(_folder);
        var again = await after.PayAsync(key: "k");
        Assert.Equal(("true", paid.Text("id")), (again.Headers["idempotent-replayed"], again.Text("id")));
        Assert.Equal("true", (await after.StripeAsync("refunds", $"payment_intent={paid.Text("id")}&amount=1000", "r")).Headers["idempotent-replayed"]);
        var counters = await after.CountersAsync("stripe");
        Assert.Equal((3000, 1000), (counters.GetProperty("capturedYen").GetInt64(), counters.GetProperty("refundedYen").GetInt64()));
        Assert.Equal(1, counters.GetProperty("chargesByOrder").GetProperty("A1").GetInt32());
    }

    [Fact]
    public async Task Every_answered_charge_survives_and_no_other()
    {
        const int orders = 200;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, orders).Select(i =>
                before.StripeAsync("payment_intents", $"amount=1000&currency=jpy&confirm=true&payment_method=pm_card_visa&metadata[order_id]=o{i}", $"k{i}")));
            Assert.All(answers, a => Assert.Equal(200, a.Status));
        }

        await using var after = await SimulatorHost.StartAsync(_folder);
        var counters = await after.CountersAsync("stripe");
        Assert.Equal(orders, counters.GetProperty("chargesByOrder").EnumerateObject().Count());
        Assert.Empty(counters.GetProperty("ordersChargedTwice").EnumerateArray());
        Assert.Equal(orders * 1000, counters.GetProperty("capturedYen").GetInt64());
    }

    [Fact]
    public async Task Hold_still_expires_after_a_restart()
    {
        Support.ManualClock later;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            await before.HoldAsync();
            later = new(before.Clock.GetUtcNow() + TimeSpan.FromDays(6));
        }

        await using var after = await SimulatorHost.StartAsync(_folder, later);
        after.Clock.Advance(TimeSpan.FromDays(1));
        await after.NextStripeEventAsync("charge.expired");
    }

    [Fact]
    public async Task Open_authentication_can_be_answered_after_a_restart()
    {
        Answer intent;
        await using (var before = await SimulatorHost.StartAsync(_folder)) intent = await before.PayAsync("pm_card_authenticationRequired");

        await using var after = await SimulatorHost.StartAsync(_folder);
        var page = new Uri(intent.Body.GetProperty("next_action").GetProperty("use_stripe_sdk").GetProperty("stripe_js").GetString()!);
        using var body = System.Net.Http.Json.JsonContent.Create(new { approved = true });
        using var answer = await after.Http.PostAsync(page.AbsolutePath, body);
        Assert.Equal("succeeded", (await Answer.ReadAsync(answer)).Text("status"));
    }

    [Fact]
    public async Task Event_that_nobody_confirmed_is_sent_again()
    {
        string? id;
        await using (var before = await SimulatorHost.StartAsync(_folder, retries: 1000))
        {
            for (var i = 0; i < 1000; i++) before.HookAnswers.Enqueue(503);
            await before.NewIntentAsync();
            id = (await before.NextStripeHookAsync()).Json.GetProperty("id").GetString();
        }

        await using var after = await SimulatorHost.StartAsync(_folder);
        Assert.Equal(id, (await after.NextStripeHookAsync()).Json.GetProperty("id").GetString());
    }
}
