using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>_sim/</c>: faults, webhook switches, and counts for asking "was anyone charged twice?".</summary>
internal sealed class StripeSimEndpoints(StripeBooks books, FaultBoard faults, WebhookCourier courier)
{
    public void Map(RouteGroupBuilder stripe)
    {
        var sim = stripe.MapGroup("/_sim");
        FaultEndpoints.Map(sim, faults, courier);
        sim.MapGet("/counters", (string? account) => Counters(account));
        sim.MapGet("/cards", () => TestCards.All.Select(c => new { c.Number, c.Alias, c.Label, c.DeclineCode, Authentication = c.Authentication.ToString() }));
    }

    private object Counters(string? account)
    {
        var files = books.Intents.OldestFirst().Select(s => s.File).Where(f => account is null || f.Account == account).ToList();
        var paid = files.SelectMany(f => f.Charges.Where(c => c.Paid).Select(c => (f.Intent, Charge: c))).ToList();
        var held = paid.Where(p => p.Intent.Status == IntentStatus.RequiresCapture).Sum(p => p.Charge.Amount);
        var byOrder = paid.Where(p => p.Intent.Metadata.ContainsKey("order_id") && p.Intent.Status != IntentStatus.Canceled)
            .GroupBy(p => p.Intent.Metadata["order_id"]).ToDictionary(g => g.Key, g => g.Count());
        return new
        {
            intents = files.Count,
            intentsByStatus = files.GroupBy(f => f.Intent.Status).ToDictionary(g => g.Key, g => g.Count()),
            successfulCharges = paid.Count,
            failedCharges = files.Sum(f => f.Charges.Count(c => !c.Paid)),
            chargesByIntent = paid.GroupBy(p => p.Intent.Id).ToDictionary(g => g.Key, g => g.Count()),
            chargesByOrder = byOrder,
            ordersChargedTwice = byOrder.Where(o => o.Value > 1).Select(o => o.Key),
            capturedYen = files.Sum(f => f.Charges.Sum(c => c.AmountCaptured)),
            refundedYen = files.Sum(f => f.Refunds.Sum(r => r.Amount)),
            heldYen = held,
            feesYen = files.Sum(f => f.Fee?.Amount ?? 0),
            feesRefundedYen = files.Sum(f => f.Fee?.AmountRefunded ?? 0),
            transferredYen = files.Sum(f => f.Transfer?.Amount ?? 0),
            transfersReversedYen = files.Sum(f => f.Transfer?.AmountReversed ?? 0),
            disputes = files.Sum(f => f.Disputes.Length),
            webhooks = courier.Counters,
        };
    }
}
