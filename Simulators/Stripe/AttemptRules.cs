using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

using static IntentStatus;

/// <summary>How a confirm is asked for. <paramref name="SettleAfter"/>: the network answers later and the intent is `processing` until then.</summary>
internal sealed record ConfirmAsk(
    string? ReturnUrl = null, bool OffSession = false, bool NoAction = false, bool UseSdk = false, TimeSpan? SettleAfter = null);

/// <summary>
/// One try to take money: what the card does, 3-D Secure before it, success, hold or refusal after it
/// ("Payment Intents API lifecycle", "3D Secure authentication", "Decline codes").
/// </summary>
internal static class AttemptRules
{
    public static Step Confirm(IntentFile file, StoredMethod? method, ConfirmAsk ask, string challengeBase, string voucherBase, DateTimeOffset now,
        TimeSpan authorizationLife)
    {
        var intent = file.Intent;
        if (intent.Status == Succeeded)
            return Wrong(file, "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.");
        if (intent.Status is Canceled or Processing or RequiresCapture)
            return Wrong(file, $"You cannot confirm this PaymentIntent because it has a status of {intent.Status}.");

        // Another card has not been authenticated by what the buyer did with the first one.
        if (method is not null && method.Wire.Id != file.Method?.Wire.Id) file = file with { Authenticated = false };
        method ??= file.Method;
        if (method is null)
            return Wrong(file, "You cannot confirm this PaymentIntent because it's missing a payment method. "
                + "Update the PaymentIntent with a payment method and then confirm it again.");

        if (!intent.PaymentMethodTypes.Contains(method.Wire.Type))
            return new(file, StripeError.Invalid(
                $"The PaymentMethod provided ({method.Wire.Type}) is not allowed for this PaymentIntent.", "payment_intent_invalid_parameter", "payment_method"));

        file = file with { Method = method, Challenge = null, Intent = intent with { PaymentMethod = method.Wire.Id, LastPaymentError = null, NextAction = null } };
        if (method.IsKonbini) return KonbiniRules.Confirmed(file, voucherBase, now);
        if (!NeedsAuthentication(file, method)) return ask.SettleAfter is { } later ? SettleLater(file, now + later) : Settle(file, now, authorizationLife, null);
        if (ask.OffSession || ask.NoAction) return Declined(file, now, AuthenticationNeeded(method), null);
        return Challenged(file, ask, challengeBase);
    }

    /// <summary>The buyer answered the bank. A step that was answered before changes nothing.</summary>
    public static Step Answer(IntentFile file, bool approved, DateTimeOffset now, TimeSpan authorizationLife)
    {
        if (file.Challenge is null || file.Intent.Status != RequiresAction) return new(file);
        file = file with { Challenge = null, Intent = file.Intent with { NextAction = null } };
        if (approved)
        {
            // With manual confirmation the server confirms once more, without a second step.
            if (file.Intent.ConfirmationMethod == "manual")
                return new(file with { Authenticated = true, Intent = file.Intent with { Status = RequiresConfirmation } });
            return Settle(file, now, authorizationLife, new("authenticated", "2.2.0", "challenge"));
        }

        var failure = StripeError.Invalid(
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            "payment_intent_authentication_failure") with
        { PaymentMethod = file.Method!.Wire };
        var intent = file.Intent with { Status = RequiresPaymentMethod, PaymentMethod = null, LastPaymentError = failure };
        return new(file with { Intent = intent, Method = null }, null, new Happening("payment_intent.payment_failed", intent));
    }

    /// <summary>The card network answers: money, a hold, or no.</summary>
    public static Step Settle(IntentFile file, DateTimeOffset now, TimeSpan authorizationLife, ThreeDSecureResult? authenticated)
    {
        var card = file.Method!.Behaviour;
        if (card.DeclineCode is not null) return Declined(file, now, Refusal(card), authenticated);

        var hold = file.Intent.CaptureMethod == "manual";
        var expires = now + authorizationLife;
        var charge = NewCharge(file, now, paid: true, captured: !hold, hold ? expires : null, authenticated);
        var intent = file.Intent with
        {
            Status = hold ? RequiresCapture : Succeeded,
            AmountCapturable = hold ? file.Intent.Amount : 0,
            AmountReceived = hold ? 0 : file.Intent.Amount,
            LatestCharge = charge.Id,
        };
        var next = file.With(charge) with { Intent = intent, SettleAt = null, ExpiresAt = hold ? expires : null };
        if (hold) return new(next, null, new Happening("charge.succeeded", charge), new Happening("payment_intent.amount_capturable_updated", intent));

        var moved = ConnectRules.Captured(next, charge, now);
        var disputed = card.Dispute ? DisputeRules.Open(moved.File, "fraudulent", now) : new(moved.File);
        return new(disputed.File, null,
            [new("charge.succeeded", moved.File.PaidCharge!), new("payment_intent.succeeded", intent), .. moved.Happened, .. disputed.Happened]);
    }

    private static bool NeedsAuthentication(IntentFile file, StoredMethod method) => !file.Authenticated && method.Behaviour.Authentication switch
    {
        Authentication.Always => true,
        Authentication.UnlessSetUp => !method.SetUp,
        _ => false,
    };

    private static Step SettleLater(IntentFile file, DateTimeOffset at)
    {
        var intent = file.Intent with { Status = Processing };
        return new(file with { Intent = intent, SettleAt = at }, null, new Happening("payment_intent.processing", intent));
    }

    private static Step Challenged(IntentFile file, ConfirmAsk ask, string challengeBase)
    {
        var token = Ids.Random(file.Intent.Id + "_", 24);
        var page = $"{challengeBase}/{token}";
        var inSdk = ask.UseSdk || ask.ReturnUrl is null;
        var action = inSdk
            ? new NextAction("use_stripe_sdk", UseStripeSdk: new("three_d_secure_redirect", page))
            : new NextAction("redirect_to_url", RedirectToUrl: new(page, ask.ReturnUrl));
        var intent = file.Intent with { Status = RequiresAction, NextAction = action };
        return new(file with { Intent = intent, Challenge = new(token, ask.ReturnUrl, inSdk) }, null, new Happening("payment_intent.requires_action", intent));
    }

    private static Step Declined(IntentFile file, DateTimeOffset now, StripeError error, ThreeDSecureResult? authenticated)
    {
        var charge = NewCharge(file, now, paid: false, captured: false, null, authenticated) with { FailureCode = error.Code, FailureMessage = error.Message };
        error = error with { Charge = charge.Id, PaymentMethod = file.Method!.Wire };
        var intent = file.Intent with { Status = RequiresPaymentMethod, PaymentMethod = null, LastPaymentError = error, LatestCharge = charge.Id };
        var next = file.With(charge) with { Intent = intent, Method = null, SettleAt = null };
        List<Happening> happened = [new("charge.failed", charge), new("payment_intent.payment_failed", intent)];
        if (next.Charges.Length >= IntentFile.MostTries)
        {
            // "Too many failed attempts": the service gives up on the intent.
            var step = IntentRules.Cancel(next, "automatic", now);
            (next, happened) = (step.File, [.. happened, .. step.Happened]);
        }

        return new(next, error with { PaymentIntent = next.Intent }, [.. happened]);
    }

    public static Charge NewCharge(IntentFile file, DateTimeOffset now, bool paid, bool captured, DateTimeOffset? captureBefore, ThreeDSecureResult? authenticated)
    {
        var intent = file.Intent;
        var card = file.Method!.Wire.Card is not { } kept ? null : kept with { AmountAuthorized = paid ? intent.Amount : null, CaptureBefore = captureBefore?.ToUnixTimeSeconds(), ThreeDSecure = authenticated };
        return new()
        {
            Id = Ids.Random("ch_3", 23),
            Amount = intent.Amount,
            AmountCaptured = captured ? intent.Amount : 0,
            ApplicationFeeAmount = intent.ApplicationFeeAmount,
            Captured = captured,
            Created = now.ToUnixTimeSeconds(),
            Currency = intent.Currency,
            Customer = intent.Customer,
            Description = intent.Description,
            Metadata = intent.Metadata,
            OnBehalfOf = intent.OnBehalfOf,
            Outcome = paid
                ? new("approved_by_network", null, "normal", "Payment complete.", "authorized")
                : new("declined_by_network", file.Method.IsKonbini ? null : file.Method.Behaviour.DeclineCode, "normal", "The bank did not approve the payment.", "issuer_declined"),
            Paid = paid,
            PaymentIntent = intent.Id,
            PaymentMethod = file.Method.Wire.Id,
            PaymentMethodDetails = new(file.Method.Wire.Type, card),
            Status = paid ? "succeeded" : "failed",
            TransferData = intent.TransferData,
            TransferGroup = intent.TransferGroup,
        };
    }

    private static StripeError Refusal(TestCard card) => new()
    {
        Type = "card_error",
        Code = card.ErrorCode,
        DeclineCode = card.DeclineCode,
        Message = card.Message,
        AdviceCode = card.DeclineCode is "insufficient_funds" or "processing_error" ? "try_again_later" : null,
    };

    private static StripeError AuthenticationNeeded(StoredMethod method) => new()
    {
        Type = "card_error",
        Code = "authentication_required",
        DeclineCode = "authentication_required",
        Message = "Your card was declined. This transaction requires authentication.",
        PaymentMethod = method.Wire,
    };

    private static Step Wrong(IntentFile file, string message) => new(file, StripeError.WrongState(message, file.Intent));
}
