using System.Collections.Immutable;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

using static IntentStatus;

/// <summary>
/// The life of a PaymentIntent but for the try itself (<see cref="AttemptRules"/>): "Payment Intents API lifecycle",
/// "Place a hold on a payment method", "Cancel". A status that does not allow a step is <c>payment_intent_unexpected_state</c>.
/// </summary>
internal static class IntentRules
{
    public const long Least = 50;
    public const long Most = 99_999_999;
    public static readonly string[] Currencies = ["jpy", "usd", "eur"];

    public static StripeError? JudgeAmount(long? amount, string param) => amount switch
    {
        null => StripeError.Missing(param),
        < 1 => StripeError.Invalid("This value must be greater than or equal to 1.", "parameter_invalid_integer", param),
        < Least => StripeError.Invalid($"Amount must be at least ¥{Least}.", "amount_too_small", param),
        > Most => StripeError.Invalid($"Amount must be no more than ¥{Most:N0}.", "amount_too_large", param),
        _ => null,
    };

    public static Step Update(IntentFile file, PaymentIntent wanted, StoredMethod? method)
    {
        var intent = file.Intent;
        var moneyChanges = wanted.Amount != intent.Amount || wanted.Currency != intent.Currency || wanted.PaymentMethod != intent.PaymentMethod;
        if (moneyChanges && intent.Status is not (RequiresPaymentMethod or RequiresConfirmation or RequiresAction))
            return Wrong(file, $"This PaymentIntent's amount, currency or payment method could not be updated because it has a status of {intent.Status}.");

        if (wanted.PaymentMethod is not null && intent.Status == RequiresPaymentMethod) wanted = wanted with { Status = RequiresConfirmation };
        return new(file with { Intent = wanted, Method = method ?? file.Method });
    }

    public static Step Cancel(IntentFile file, string? reason, DateTimeOffset now)
    {
        var intent = file.Intent;
        if (intent.IsFinal || intent.Status == Processing)
            return Wrong(file, $"You cannot cancel this PaymentIntent because it has a status of {intent.Status}. "
                + "Only a PaymentIntent with one of the following statuses may be canceled: "
                + "requires_payment_method, requires_capture, requires_confirmation, requires_action.");

        return Canceled(file, reason, now, expired: false);
    }

    /// <summary>The bank lets an authorization go when nobody captured it in time.</summary>
    public static Step Expire(IntentFile file, DateTimeOffset now) =>
        file.Intent.Status == RequiresCapture && file.ExpiresAt <= now ? Canceled(file, "automatic", now, expired: true) : new(file);

    public static Step Capture(IntentFile file, long? amount, long? fee, ImmutableSortedDictionary<string, string> metadata, DateTimeOffset now)
    {
        var intent = file.Intent;
        if (intent.Status != RequiresCapture)
            return Wrong(file, $"This PaymentIntent could not be captured because it has a status of {intent.Status}. "
                + "Only a PaymentIntent with one of the following statuses may be captured: requires_capture.");
        if (file.ExpiresAt <= now)
            return new(file, StripeError.Invalid("This charge can no longer be captured because its authorization expired.", "charge_expired_for_capture"));

        var taken = amount ?? intent.AmountCapturable;
        if (taken < 1) return new(file, StripeError.Invalid("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount_to_capture"));
        if (taken > intent.AmountCapturable)
            return new(file, StripeError.Invalid("Amount to capture is greater than the amount capturable.", "amount_too_large", "amount_to_capture"));

        if (fee is < 1 || fee > taken)
            return new(file, StripeError.Invalid("The application fee must be at least 1 and at most the amount.", null, "application_fee_amount"));

        var charge = file.PaidCharge! with { Captured = true, AmountCaptured = taken, ApplicationFeeAmount = fee ?? intent.ApplicationFeeAmount };
        var paid = intent with
        {
            Metadata = metadata,
            Status = Succeeded,
            AmountReceived = taken,
            AmountCapturable = 0,
            ApplicationFeeAmount = charge.ApplicationFeeAmount,
        };
        var moved = ConnectRules.Captured(file.With(charge) with { Intent = paid, ExpiresAt = null }, charge, now);
        var disputed = file.Method is { IsKonbini: false, Behaviour.Dispute: true } ? DisputeRules.Open(moved.File, "fraudulent", now) : new(moved.File);
        return new(disputed.File, null,
            [new("charge.captured", moved.File.PaidCharge!), new("payment_intent.succeeded", paid), .. moved.Happened, .. disputed.Happened]);
    }

    public static Step Refund(IntentFile file, Refund ask, long? amount, bool reverseTransfer = false, bool refundFee = false)
    {
        if (file.PaidCharge is not { Captured: true } charge)
            return new(file, StripeError.Invalid($"This PaymentIntent ({file.Intent.Id}) does not have a successful charge to refund.", "payment_intent_unexpected_state"));

        var left = charge.AmountCaptured - charge.AmountRefunded;
        if (left == 0) return new(file, StripeError.Invalid($"Charge {charge.Id} has already been refunded.", "charge_already_refunded"));
        if (amount is < 1) return new(file, StripeError.Invalid("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount"));
        if (amount > left)
            return new(file, StripeError.Invalid($"Refund amount (¥{amount:N0}) is greater than unrefunded amount on charge (¥{left:N0})", null, "amount"));

        if (charge.Disputed && file.Disputes.Any(d => d.Status is not ("won" or "warning_closed")))
            return new(file, StripeError.Invalid($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed"));

        var refund = ask with { Amount = amount ?? left, Charge = charge.Id, PaymentIntent = file.Intent.Id, Currency = charge.Currency };
        var after = charge with { AmountRefunded = charge.AmountRefunded + refund.Amount, Refunded = refund.Amount == left };
        var moved = ConnectRules.Refunded(file.With(after), after, reverseTransfer, refundFee);
        if (moved.Error is { } wrong) return new(file, wrong);
        if (reverseTransfer) refund = refund with { TransferReversal = Ids.Random("trr_1", 23) };
        return new(
            moved.File with { Refunds = [.. file.Refunds, refund] },
            null,
            [new("refund.created", refund), new("charge.refunded", after), .. moved.Happened]);
    }

    private static Step Canceled(IntentFile file, string? reason, DateTimeOffset now, bool expired)
    {
        var intent = file.Intent with
        {
            Status = IntentStatus.Canceled,
            CanceledAt = now.ToUnixTimeSeconds(),
            CancellationReason = reason,
            AmountCapturable = 0,
            NextAction = null,
        };
        var next = file with { Intent = intent, ExpiresAt = null, SettleAt = null, Challenge = null, Voucher = null };
        var canceled = new Happening("payment_intent.canceled", intent);
        if (file.PaidCharge is not { Captured: false } held) return new(next, null, canceled);

        // What was held goes back to the buyer; the charge says so.
        var released = held with { Refunded = true, AmountRefunded = held.Amount };
        return new(next.With(released), null, new Happening(expired ? "charge.expired" : "charge.refunded", released), canceled);
    }

    private static Step Wrong(IntentFile file, string message) => new(file, StripeError.WrongState(message, file.Intent));

    public static string NewId() => Ids.Random("pi_3", 23);
}
