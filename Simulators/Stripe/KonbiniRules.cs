using System.Collections.Immutable;
using System.Globalization;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

using static IntentStatus;

/// <summary>
/// Paying in cash at a convenience store ("Konbini payments"): confirming gives a voucher; the money comes when the buyer pays it,
/// or the attempt fails when nobody did until the end of the last day, Japanese time.
/// </summary>
internal static class KonbiniRules
{
    public const int UsualDays = 3;
    private static readonly string[] Chains = ["familymart", "lawson", "ministop", "seicomart"];
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    public static Step Confirmed(IntentFile file, string voucherBase, DateTimeOffset now)
    {
        var asked = file.Intent.PaymentMethodOptions?.Konbini;
        var until = asked?.ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : EndOfDay(now, asked?.ExpiresAfterDays ?? UsualDays);
        var token = Ids.Random(file.Intent.Id + "_", 24);
        var stores = Chains.ToImmutableSortedDictionary(chain => chain, _ => new StoreNumbers(asked?.ConfirmationNumber, Digits(8)));
        var action = new NextAction("konbini_display_details",
            KonbiniDisplayDetails: new(until.ToUnixTimeSeconds(), $"{voucherBase}/{token}", stores));
        var intent = file.Intent with { Status = RequiresAction, NextAction = action };
        return new(file with { Intent = intent, Voucher = new(token, until) }, null, new Happening("payment_intent.requires_action", intent));
    }

    /// <summary>The buyer paid at the counter. After the last day the counter refuses.</summary>
    public static Step Paid(IntentFile file, string chain, DateTimeOffset now)
    {
        if (file.Voucher is not { } voucher || file.Intent.Status != RequiresAction || now >= voucher.Until)
            return new(file, StripeError.Invalid("This voucher can not be paid any more.", "voucher_expired"));

        var charge = AttemptRules.NewCharge(file, now, paid: true, captured: true, null, null) with
        {
            PaymentMethodDetails = new("konbini", null, new(new(chain))),
        };
        var intent = file.Intent with { Status = Succeeded, NextAction = null, AmountReceived = file.Intent.Amount, LatestCharge = charge.Id };
        var moved = ConnectRules.Captured(file.With(charge) with { Intent = intent, Voucher = null }, charge, now);
        return moved with
        {
            Happened = [new("charge.succeeded", moved.File.PaidCharge!), new("payment_intent.succeeded", intent), .. moved.Happened],
        };
    }

    public static Step Expired(IntentFile file, DateTimeOffset now)
    {
        if (file.Voucher is not { } voucher || file.Intent.Status != RequiresAction || voucher.Until > now) return new(file);
        var error = StripeError.Invalid("The latest payment attempt for the PaymentIntent has expired.", "payment_intent_payment_attempt_expired") with
        {
            PaymentMethod = file.Method!.Wire,
        };
        var intent = file.Intent with { Status = RequiresPaymentMethod, NextAction = null, PaymentMethod = null, LastPaymentError = error };
        return new(file with { Intent = intent, Method = null, Voucher = null }, null, new Happening("payment_intent.payment_failed", intent));
    }

    /// <summary>"Set to 2 on Monday, the instructions expire on Wednesday 23:59:59."</summary>
    private static DateTimeOffset EndOfDay(DateTimeOffset now, int days)
    {
        var today = now.ToOffset(Japan).Date;
        return new DateTimeOffset(today.AddDays(days + 1), Japan).AddSeconds(-1).ToUniversalTime();
    }

    private static string Digits(int count) => string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.NextInt64((long)Math.Pow(10, count)):D8}");
}
