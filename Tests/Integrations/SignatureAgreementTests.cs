using Commerce.Tests.Simulators;
using Commerce.Tests.Simulators.Line;
using Commerce.Tests.Simulators.Stripe;
using Commerce.Web.Webhooks;

namespace Commerce.Tests.Integrations;

/// <summary>What the simulated services sign, the shop's checks let in; with one byte changed they do not.</summary>
public sealed class SignatureAgreementTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Line()
    {
        await _host.SimAsync($"/users/{LineCalls.Hanako}/messages", new { text = "在庫😀" });
        var hook = await _host.NextLineHookAsync();

        Assert.True(LineSignature.IsValid(hook.Raw, LineCalls.Secret, hook.Signature));
        hook.Raw[^1] ^= 1;
        Assert.False(LineSignature.IsValid(hook.Raw, LineCalls.Secret, hook.Signature));
    }

    [Fact]
    public async Task Stripe()
    {
        await _host.NewIntentAsync("&description=注文");
        var hook = await _host.NextStripeHookAsync();
        var now = _host.Clock.GetUtcNow();

        Assert.Equal(SignatureCheck.Valid, StripeSignature.Check(hook.Raw, StripeCalls.WebhookSecret, hook.Signature, now));
        Assert.Equal(SignatureCheck.Stale, StripeSignature.Check(hook.Raw, StripeCalls.WebhookSecret, hook.Signature, now.AddSeconds(301)));
        hook.Raw[^1] ^= 1;
        Assert.Equal(SignatureCheck.Wrong, StripeSignature.Check(hook.Raw, StripeCalls.WebhookSecret, hook.Signature, now));
    }
}
