using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>
/// What one payment may be, by way to pay, in yen. Stripe's minimum for JPY is ¥50 (its own page says "$0.50 or equivalent"; several code
/// bases name 50) and 8 digits are the most that it takes: one digit less is ours, so that a slip of the hand is caught. Konbini is confirmed:
/// "Minimum charge amount 120 JPY, Maximum charge amount 300,000 JPY" among the payment method properties of
/// https://docs.stripe.com/payments/konbini (as stored in 2026; the page has no date, and both ends are Stripe's to change).
/// </summary>
public static class PaymentLimits
{
    private static readonly ImmutableDictionary<PaymentMethod, (Yen Least, Yen Most)> ByMethod = new Dictionary<PaymentMethod, (Yen, Yen)>
    {
        [PaymentMethod.Card] = (new(50), new(9_999_999)),
        [PaymentMethod.Konbini] = (new(120), new(300_000)),
    }.ToImmutableDictionary();

    /// <summary>Null: it can be paid so.</summary>
    public static Refusal? Refuse(PaymentChoice choice, Yen total) =>
        !ByMethod.TryGetValue(choice.Method, out var limits) ? new(Reason.BadRequest, "method")
        : total < limits.Least ? new(Reason.AmountTooSmall, Limit: limits.Least.Amount)
        : total > limits.Most ? new(Reason.AmountTooLarge, Limit: limits.Most.Amount)
        : null;
}
