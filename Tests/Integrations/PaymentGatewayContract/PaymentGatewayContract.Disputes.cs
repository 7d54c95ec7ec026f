using Commerce.Payments;
using Commerce.Tests.Simulators.Stripe;
using static Commerce.Payments.PaymentStanding;
using static Commerce.Payments.PaymentVerb;

namespace Commerce.Tests.Integrations.PaymentGatewayContract;

/// <summary>Payments that their payers take to the bank.</summary>
public abstract partial class PaymentGatewayContract
{
    [Fact]
    public async Task Disputed_payment_tells_its_newest_dispute()
    {
        var paid = await PaidAsync(captureLater: false);
        Assert.Null((await DoAsync(Ask, paid)).Answer.Dispute);
        await SimAsync($"intents/{paid}/dispute");

        var answer = (await DoAsync(Ask, paid)).Answer;
        var dispute = answer.Dispute!;
        Assert.Equal((Captured, "needs_response", "fraudulent", new Yen(3000)), (answer.Standing, dispute.Status, dispute.Reason, dispute.Amount));
        Assert.StartsWith("du_", dispute.DisputeId, StringComparison.Ordinal);
        Assert.True(dispute.EvidenceDueBy > _outside.Host.Clock.GetUtcNow());

        await SimAsync($"intents/{paid}/dispute/lost");
        Assert.Equal("lost", (await DoAsync(Ask, paid)).Answer.Dispute!.Status);
    }

    [Fact]
    public async Task Payment_whose_dispute_cannot_be_read_is_unknown()
    {
        var paid = await PaidAsync(captureLater: false);
        await SimAsync($"intents/{paid}/dispute");
        await _outside.Host.FaultAsync("stripe", "disputes.list", "error-before");

        Assert.Equal(PaymentStanding.Unknown, (await DoAsync(Ask, paid)).Answer.Standing);
        Assert.NotNull((await DoAsync(Ask, paid)).Answer.Dispute);
    }

    [Fact]
    public async Task Intent_names_its_order_and_shop()
    {
        var intent = (await DoAsync(Create)).Answer.IntentId!;

        Assert.Equal(new FoundPayment(true, "kagetsudo", "order-1"), await FindAsync(intent));
        Assert.Equal(new FoundPayment(true, "kagetsudo", "order-1"), await _outside.Finder.FindAsync(null, intent, CancellationToken.None));
        Assert.Equal(new FoundPayment(true), await FindAsync("pi_nobody"));
        await _outside.Host.FaultAsync("stripe", "payment_intents.retrieve", "drop-before");
        Assert.False((await FindAsync(intent)).IsKnown);

        var foreign = (await _outside.Host.NewIntentAsync()).Text("id");
        Assert.Null((await FindAsync(foreign)).OrderId);
    }

    private Task<FoundPayment> FindAsync(string intent) => _outside.Finder.FindAsync(Outside.Channels, intent, CancellationToken.None);
}
