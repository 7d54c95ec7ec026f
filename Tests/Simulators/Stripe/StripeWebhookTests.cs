using System.Globalization;
using System.Net.Http.Json;
using Commerce.Simulators.Stripe;

namespace Commerce.Tests.Simulators.Stripe;

public sealed class StripeWebhookTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Payment_is_told_signed_with_the_object_as_it_was()
    {
        var intent = await _host.NewIntentAsync();
        var hook = await _host.NextStripeHookAsync();

        var moment = long.Parse(hook.Signature.Split(',')[0][2..], CultureInfo.InvariantCulture);
        Assert.Equal(_host.Clock.GetUtcNow().ToUnixTimeSeconds(), moment);
        Assert.Equal(StripeSignature.Sign(StripeCalls.WebhookSecret, moment, hook.Raw), hook.Signature);
        Assert.Equal("payment_intent.created", hook.Json.GetProperty("type").GetString());
        Assert.Equal("event", hook.Json.GetProperty("object").GetString());
        Assert.False(hook.Json.GetProperty("livemode").GetBoolean());
        Assert.Equal("2026-07-29.dahlia", hook.Json.GetProperty("api_version").GetString());
        Assert.Equal(intent.Text("id"), hook.Json.GetProperty("data").GetProperty("object").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("", "payment_intent.created,charge.succeeded,payment_intent.succeeded")]
    [InlineData("&capture_method=manual", "payment_intent.created,charge.succeeded,payment_intent.amount_capturable_updated")]
    public async Task Each_step_has_its_events(string more, string expected)
    {
        await _host.PayAsync(more: more);
        var types = new List<string>();
        for (var i = 0; i < 3; i++) types.Add((await _host.NextStripeHookAsync()).Json.GetProperty("type").GetString()!);
        Assert.Equal(expected.Split(',').Order(), types.Order());
    }

    [Fact]
    public async Task Event_names_the_request_that_caused_it()
    {
        var intent = await _host.StripeAsync("payment_intents", "amount=1000&currency=jpy", "k");
        var request = (await _host.NextStripeEventAsync("payment_intent.created")).GetProperty("request");
        Assert.Equal(intent.Headers["request-id"], request.GetProperty("id").GetString());
        Assert.Equal("k", request.GetProperty("idempotency_key").GetString());
    }

    [Fact]
    public async Task Refused_delivery_is_repeated_with_the_same_event()
    {
        _host.HookAnswers.Enqueue(500);
        _host.HookAnswers.Enqueue(302);
        await _host.NewIntentAsync();

        var first = await _host.NextStripeHookAsync();
        Assert.Equal(first.Raw, (await _host.NextStripeHookAsync()).Raw);
        Assert.Equal(first.Raw, (await _host.NextStripeHookAsync()).Raw);
    }

    [Fact]
    public async Task Dropped_delivery_comes_later()
    {
        await SwitchAsync(new { dropNext = 1 });
        await _host.NewIntentAsync();
        await _host.NextStripeEventAsync("payment_intent.created");
        Assert.Equal(1, (await _host.CountersAsync("stripe")).GetProperty("webhooks").GetProperty("dropped").GetInt32());
    }

    [Fact]
    public async Task Duplicate_switch_delivers_twice()
    {
        await SwitchAsync(new { duplicate = true });
        await _host.NewIntentAsync();
        Assert.Equal((await _host.NextStripeHookAsync()).Raw, (await _host.NextStripeHookAsync()).Raw);
    }

    [Fact]
    public async Task Delayed_delivery_waits_for_the_clock()
    {
        await SwitchAsync(new { delaySeconds = 30 });
        await _host.NewIntentAsync();
        Assert.Equal(0, (await _host.CountersAsync("stripe")).GetProperty("webhooks").GetProperty("delivered").GetInt32());
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        await _host.NextStripeEventAsync("payment_intent.created");
    }

    [Fact]
    public async Task Paused_delivery_goes_on_when_told()
    {
        await SwitchAsync(new { paused = true });
        await _host.NewIntentAsync();
        Assert.Equal(0, (await _host.CountersAsync("stripe")).GetProperty("webhooks").GetProperty("delivered").GetInt32());
        await SwitchAsync(new { paused = false });
        await _host.NextStripeEventAsync("payment_intent.created");
    }

    [Fact]
    public async Task Events_out_of_order_all_arrive()
    {
        await SwitchAsync(new { outOfOrder = true });
        await _host.PayAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var types = new List<string>();
        for (var i = 0; i < 3; i++) types.Add((await _host.NextStripeHookAsync()).Json.GetProperty("type").GetString()!);
        Assert.Equal(3, types.Distinct().Count());
    }

    [Fact]
    public async Task Events_can_be_listed_to_close_a_gap()
    {
        await _host.PayAsync();
        var list = await _host.StripeGetAsync("events?types[]=payment_intent.succeeded&types[]=charge.succeeded");
        Assert.Equal(2, list.Body.GetProperty("data").GetArrayLength());
        var id = list.Body.GetProperty("data")[0].GetProperty("id").GetString();
        Assert.Equal("payment_intent.succeeded", (await _host.StripeGetAsync("events/" + id)).Text("type"));
    }

    [Fact]
    public async Task Second_account_has_its_own_objects_and_its_own_endpoint()
    {
        await using var host = await SimulatorHost.StartAsync(stripe: o =>
        {
            o.Webhook = null;
            o.Accounts.Add(new()
            {
                Id = "acct_aoyama",
                SecretKey = "sk_test_aoyama",
                PublishableKey = "pk_test_aoyama",
                WebhookSecret = "whsec_aoyama",
                Webhook = new("/hooks/stripe", UriKind.Relative),
            });
        });
        await host.NewIntentAsync();
        var theirs = await host.StripeAsync("payment_intents", "amount=1000&currency=jpy", apiKey: "sk_test_aoyama");

        var hook = await host.NextStripeHookAsync();
        Assert.Equal(theirs.Text("id"), hook.Json.GetProperty("data").GetProperty("object").GetProperty("id").GetString());
        Assert.Equal(StripeSignature.Sign("whsec_aoyama", host.Clock.GetUtcNow().ToUnixTimeSeconds(), hook.Raw), hook.Signature);
        Assert.Equal(404, (await host.StripeGetAsync("payment_intents/" + theirs.Text("id"))).Status);
    }

    private async Task SwitchAsync(object switches)
    {
        using var answer = await _host.Http.PostAsJsonAsync("/sim/stripe/_sim/webhooks", switches);
        answer.EnsureSuccessStatusCode();
    }
}
