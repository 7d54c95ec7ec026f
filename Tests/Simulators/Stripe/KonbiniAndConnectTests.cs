using System.Net.Http.Json;

namespace Commerce.Tests.Simulators.Stripe;

/// <summary>Vouchers, connected accounts, fees and disputes: what the simulated Stripe refuses, tells and remembers.</summary>
public sealed class KonbiniAndConnectTests : IDisposable
{
    private const string Konbini =
        "payment_method_data[type]=konbini&payment_method_data[billing_details][name]=花子&payment_method_data[billing_details][email]=h@example.jp";

    private readonly string _folder = Directory.CreateTempSubdirectory("stripe-sim").FullName;

    public void Dispose() => Support.Leftovers.Delete(_folder);

    [Theory]
    [InlineData("&payment_method_types[]=cheque", "payment_method_types")]
    [InlineData("&payment_method_types[]=konbini&capture_method=manual", "capture_method")]
    [InlineData("&payment_method_types[]=konbini&payment_method_options[konbini][expires_after_days]=61", "payment_method_options[konbini][expires_after_days]")]
    [InlineData("&transfer_data[destination]=acct_nobody", "transfer_data[destination]")]
    public async Task Intent_that_cannot_be_is_refused(string more, string param)
    {
        await using var host = await SimulatorHost.StartAsync();
        Assert.Equal(param, (await host.NewIntentAsync(more)).Error("param"));
    }

    [Fact]
    public async Task Card_does_not_pay_an_intent_for_convenience_stores_and_a_voucher_needs_a_name()
    {
        await using var host = await SimulatorHost.StartAsync();
        var intent = (await host.NewIntentAsync("&payment_method_types[]=konbini")).Text("id");
        Assert.Equal(400, (await host.StripeAsync($"payment_intents/{intent}/confirm", "payment_method=pm_card_visa")).Status);
        Assert.Equal("billing_details[name]", (await host.StripeAsync($"payment_intents/{intent}/confirm", "payment_method_data[type]=konbini")).Error("param"));
    }

    [Fact]
    public async Task Voucher_is_told_paid_and_told_again()
    {
        await using var host = await SimulatorHost.StartAsync();
        var intent = (await host.NewIntentAsync("&payment_method_types[]=konbini")).Text("id");
        var waiting = await host.StripeAsync($"payment_intents/{intent}/confirm", Konbini);
        Assert.Equal("konbini_display_details", waiting.Body.GetProperty("next_action").GetProperty("type").GetString());
        await host.NextStripeEventAsync("payment_intent.requires_action");

        Assert.Equal(200, await SimAsync(host, $"intents/{intent}/pay-voucher"));
        Assert.Equal(409, await SimAsync(host, $"intents/{intent}/pay-voucher"));
        await host.NextStripeEventAsync("payment_intent.succeeded");
        var charge = await host.ChargeAsync(await host.StripeGetAsync("payment_intents/" + intent));
        Assert.Equal("konbini", charge.GetProperty("payment_method_details").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Voucher_that_nobody_paid_fails_at_the_end_of_its_last_day_also_after_a_restart()
    {
        string intent;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            intent = (await before.NewIntentAsync("&payment_method_types[]=konbini")).Text("id");
            await before.StripeAsync($"payment_intents/{intent}/confirm", Konbini);
        }

        await using var host = await SimulatorHost.StartAsync(_folder);
        Assert.Equal("requires_action", (await host.StripeGetAsync("payment_intents/" + intent)).Text("status"));
        host.Clock.Advance(TimeSpan.FromDays(4));
        await host.NextStripeEventAsync("payment_intent.payment_failed");
        Assert.Equal("requires_payment_method", (await host.StripeGetAsync("payment_intents/" + intent)).Text("status"));
    }

    [Fact]
    public async Task Account_fees_and_disputes_are_remembered_over_a_restart()
    {
        string account, intent;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            account = (await before.StripeAsync("accounts", "type=express&country=JP&capabilities[transfers][requested]=true&capabilities[card_payments][requested]=true")).Text("id");
            Assert.Equal("insufficient_capabilities_for_transfer", (await before.NewIntentAsync($"&transfer_data[destination]={account}")).Error("code"));
            Assert.Equal(200, await SimAsync(before, $"accounts/{account}/complete"));
            Assert.Equal(account, (await before.NextStripeEventAsync("account.updated")).GetProperty("account").GetString());
            intent = (await before.PayAsync(more: $"&transfer_data[destination]={account}&application_fee_amount=165")).Text("id");
            Assert.Equal(200, await SimAsync(before, $"intents/{intent}/dispute"));
        }

        await using var host = await SimulatorHost.StartAsync(_folder);
        var fee = (await host.StripeGetAsync("application_fees")).Body.GetProperty("data")[0];
        Assert.Equal((165L, account), (fee.GetProperty("amount").GetInt64(), fee.GetProperty("account").GetString()));
        Assert.Equal(3000, (await host.StripeGetAsync("transfers?destination=" + account)).Body.GetProperty("data")[0].GetProperty("amount").GetInt64());
        Assert.Equal("needs_response", (await host.StripeGetAsync("disputes?payment_intent=" + intent)).Body.GetProperty("data")[0].GetProperty("status").GetString());
        Assert.Equal("charge_disputed", (await host.StripeAsync("refunds", "payment_intent=" + intent)).Error("code"));
    }

    [Fact]
    public async Task Refund_can_give_its_share_of_the_fee_back_by_itself()
    {
        await using var host = await SimulatorHost.StartAsync();
        var account = (await host.StripeAsync("accounts", "type=express&capabilities[transfers][requested]=true")).Text("id");
        await SimAsync(host, $"accounts/{account}/complete");
        var intent = (await host.PayAsync(more: $"&transfer_data[destination]={account}&application_fee_amount=165")).Text("id");
        await host.StripeAsync("refunds", $"payment_intent={intent}&amount=1000&refund_application_fee=true&reverse_transfer=true");
        await host.StripeAsync("refunds", $"payment_intent={intent}&refund_application_fee=true&reverse_transfer=true");

        var counters = await host.CountersAsync("stripe");
        Assert.Equal((165L, 3000L), (counters.GetProperty("feesRefundedYen").GetInt64(), counters.GetProperty("transfersReversedYen").GetInt64()));
    }

    private static async Task<int> SimAsync(SimulatorHost host, string path)
    {
        using var answer = await host.Http.PostAsJsonAsync("/sim/stripe/_sim/" + path, new { });
        return (int)answer.StatusCode;
    }
}
