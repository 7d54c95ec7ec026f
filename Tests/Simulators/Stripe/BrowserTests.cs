namespace Commerce.Tests.Simulators.Stripe;

/// <summary>What the hosted card form does with the browser's key.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Typed_card_pays_and_its_number_is_kept_nowhere()
    {
        var paid = await ConfirmAsync("4000 0039 2000 0003");

        Assert.Equal("succeeded", paid.Text("status"));
        Assert.DoesNotContain("4000003920000003", (await _host.StripeGetAsync("payment_intents?expand[]=data.latest_charge")).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_sees_nothing_the_shop_noted() =>
        Assert.Equal("{}", (await ConfirmAsync("4000003920000003", "&metadata[secret]=x")).Body.GetProperty("metadata").ToString());

    [Theory]
    [InlineData("4242424242424241", "12", "34", "907", "incorrect_number", "number")]
    [InlineData("4111111111111111", "12", "34", "907", "card_declined", "number")]
    [InlineData("4000003920000003", "13", "34", "907", "invalid_expiry_month", "exp_month")]
    [InlineData("4000003920000003", "01", "20", "907", "invalid_expiry_year", "exp_year")]
    [InlineData("4000003920000003", "12", "34", "12", "invalid_cvc", "cvc")]
    [InlineData("378282246310005", "12", "34", "907", "invalid_cvc", "cvc")]
    public async Task Mistyped_card_is_refused_at_the_field(string number, string month, string year, string cvc, string code, string param)
    {
        var answer = await ConfirmAsync(number, month: month, year: year, cvc: cvc);
        Assert.Equal((402, code, param), (answer.Status, answer.Error("code"), answer.Error("param")));
    }

    [Fact]
    public async Task Secret_of_another_intent_opens_nothing()
    {
        var intent = await _host.NewIntentAsync();
        var other = await _host.NewIntentAsync();
        var path = $"payment_intents/{intent.Text("id")}";
        Assert.Equal(400, (await _host.StripeGetAsync($"{path}?client_secret={other.Text("client_secret")}", StripeCalls.PublishableKey)).Status);
        Assert.Equal(400, (await _host.StripeGetAsync(path, StripeCalls.PublishableKey)).Status);
        Assert.Equal(200, (await _host.StripeGetAsync($"{path}?client_secret={intent.Text("client_secret")}", StripeCalls.PublishableKey)).Status);
    }

    [Fact]
    public async Task Server_may_not_send_card_numbers()
    {
        var id = (await _host.NewIntentAsync()).Text("id");
        var answer = await _host.StripeAsync($"payment_intents/{id}/confirm", "payment_method_data[type]=card&payment_method_data[card][number]=4000003920000003");
        Assert.Equal((400, "invalid_request_error"), (answer.Status, answer.Error("type")));
    }

    private async Task<Answer> ConfirmAsync(string number, string more = "", string month = "12", string year = "34", string cvc = "907")
    {
        var intent = await _host.NewIntentAsync(more);
        var card = $"payment_method_data[type]=card&payment_method_data[card][number]={Uri.EscapeDataString(number)}"
            + $"&payment_method_data[card][exp_month]={month}&payment_method_data[card][exp_year]={year}&payment_method_data[card][cvc]={cvc}";
        return await _host.StripeAsync(
            $"payment_intents/{intent.Text("id")}/confirm", $"client_secret={intent.Text("client_secret")}&use_stripe_sdk=true&{card}", apiKey: StripeCalls.PublishableKey);
    }
}
