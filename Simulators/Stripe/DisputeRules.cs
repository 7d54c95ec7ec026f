using System.Collections.Immutable;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>A buyer who takes a payment to the bank ("How disputes work"): opened, answered, won or lost.</summary>
internal static class DisputeRules
{
    private static readonly TimeSpan EvidenceTime = TimeSpan.FromDays(20);

    public static bool IsOver(string status) => status is "won" or "lost" or "warning_closed" or "prevented";

    public static Step Open(IntentFile file, string reason, DateTimeOffset now)
    {
        if (file.PaidCharge is not { Captured: true } charge)
            return new(file, StripeError.Invalid("Only a captured charge can be disputed.", "charge_not_disputable"));
        if (charge.Disputed) return new(file, StripeError.Invalid($"Charge {charge.Id} is disputed already.", "charge_disputed"));

        var dispute = New(charge, reason, now);
        var disputed = file.With(charge with { Disputed = true });
        return new(disputed with { Disputes = [.. file.Disputes, dispute] }, null, Opened(dispute));
    }

    /// <summary>Moves the newest dispute on: to <c>under_review</c> when evidence came, to <c>won</c> or <c>lost</c> at its end.</summary>
    public static Step Move(IntentFile file, string status)
    {
        if (file.Disputes is not [.., var newest] || IsOver(newest.Status))
            return new(file, StripeError.Invalid("There is no open dispute.", "dispute_not_open"));

        var after = newest with { Status = status };
        var next = file with { Disputes = file.Disputes.Replace(newest, after) };
        return status switch
        {
            "won" => new(next, null, new Happening("charge.dispute.closed", after), new Happening("charge.dispute.funds_reinstated", after)),
            "lost" => new(next, null, new Happening("charge.dispute.closed", after)),
            _ => new(next, null, new Happening("charge.dispute.updated", after)),
        };
    }

    public static Dispute New(Charge charge, string reason, DateTimeOffset now) => new()
    {
        Id = Ids.Random("du_1", 23),
        Amount = charge.AmountCaptured - charge.AmountRefunded,
        Charge = charge.Id,
        Created = now.ToUnixTimeSeconds(),
        Currency = charge.Currency,
        EvidenceDetails = new((now + EvidenceTime).ToUnixTimeSeconds(), HasEvidence: false, PastDue: false, SubmissionCount: 0),
        PaymentIntent = charge.PaymentIntent,
        Reason = reason,
        Status = "needs_response",
    };

    public static ImmutableArray<Happening> Opened(Dispute dispute) =>
        [new("charge.dispute.created", dispute), new("charge.dispute.funds_withdrawn", dispute)];
}
