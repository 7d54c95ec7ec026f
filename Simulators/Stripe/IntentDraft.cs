using System.Collections.Immutable;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>Reads the describing parameters of create and update into an intent.</summary>
internal static class IntentDraft
{
    public static (PaymentIntent? Draft, StripeError? Refusal) New(StripeCall call, StripeBooks books)
    {
        var form = call.Form;
        if (form.Error is null && IntentRules.JudgeAmount(form.Integer("amount"), "amount") is { } bad) return (null, form.Error ?? bad);
        form.RequiredText("currency");
        var id = IntentRules.NewId();
        var blank = new PaymentIntent
        {
            Id = id,
            Amount = 0,
            CaptureMethod = "automatic_async",
            ClientSecret = Ids.Random(id + "_secret_", 25),
            ConfirmationMethod = form.OneOf("confirmation_method", "automatic", "manual") ?? "automatic",
            Created = call.Now.ToUnixTimeSeconds(),
            Currency = "",
            OnBehalfOf = form.Text("on_behalf_of"),
            Status = IntentStatus.RequiresPaymentMethod,
        };
        var draft = Over(blank, call, books);
        return form.Error is { } error ? (null, error) : (draft, null);
    }

    /// <summary>What the call names replaces what was there. Errors stay in the form.</summary>
    public static PaymentIntent Over(PaymentIntent before, StripeCall call, StripeBooks books)
    {
        var form = call.Form;
        var amount = form.Integer("amount") ?? before.Amount;
        if (form.Has("amount") && form.Error is null && IntentRules.JudgeAmount(amount, "amount") is { } bad) form.Refuse(bad.Message, bad.Code, bad.Param);
        var fee = form.Integer("application_fee_amount") ?? before.ApplicationFeeAmount;
        if (fee is < 1 || fee > amount) form.Refuse("The application fee must be at least 1 and at most the amount.", null, "application_fee_amount");
        if (form.Text("customer") is { } customer && books.Customer(customer, call.Account) is null)
            form.Refuse($"No such customer: '{customer}'", "resource_missing", "customer");

        if (form.Text("transfer_data[destination]") is { } destination) JudgeDestination(form, books.Account(destination, call.Account), destination);
        var types = Types(form);
        if (types.FirstOrDefault(t => t is not ("card" or "konbini")) is { } strange)
            form.Refuse($"The payment method type \"{strange}\" is invalid.", "payment_intent_invalid_parameter", "payment_method_types");
        if (types is ["konbini"] && form.Text("capture_method") == "manual")
            form.Refuse("The payment method type \"konbini\" does not support manual capture.", "payment_intent_invalid_parameter", "capture_method");

        return before with
        {
            Amount = amount,
            Currency = Currency(form) ?? before.Currency,
            ApplicationFeeAmount = fee,
            AutomaticPaymentMethods = form.Has("automatic_payment_methods[enabled]")
                ? new(form.Flag("automatic_payment_methods[enabled]"), form.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") ?? "always")
                : before.AutomaticPaymentMethods,
            CaptureMethod = form.OneOf("capture_method", "automatic", "automatic_async", "manual") ?? before.CaptureMethod,
            Customer = form.Text("customer") ?? before.Customer,
            Description = form.Has("description") ? form.Text("description", 1000) : before.Description,
            Metadata = form.Metadata(before.Metadata),
            PaymentMethodOptions = form.HasBelow("payment_method_options[konbini]") ? new(ReadKonbini(call)) : before.PaymentMethodOptions,
            PaymentMethodTypes = types.IsEmpty ? before.PaymentMethodTypes : types,
            ReceiptEmail = form.Text("receipt_email", 512) ?? before.ReceiptEmail,
            SetupFutureUsage = form.OneOf("setup_future_usage", "on_session", "off_session") ?? before.SetupFutureUsage,
            Shipping = form.HasBelow("shipping") ? ReadShipping(form) : before.Shipping,
            StatementDescriptor = form.Text("statement_descriptor", 22) ?? before.StatementDescriptor,
            StatementDescriptorSuffix = form.Text("statement_descriptor_suffix", 22) ?? before.StatementDescriptorSuffix,
            TransferData = form.Text("transfer_data[destination]") is { } to ? new(to, form.Integer("transfer_data[amount]")) : before.TransferData,
            TransferGroup = form.Text("transfer_group") ?? before.TransferGroup,
        };
    }

    /// <summary>Newer versions of the API say <c>allowed_payment_method_types</c>.</summary>
    private static ImmutableArray<string> Types(StripeForm form) =>
        form.List("payment_method_types") is { IsEmpty: false } named ? named : form.List("allowed_payment_method_types");

    private static void JudgeDestination(StripeForm form, StoredAccount? found, string id)
    {
        const string Where = "transfer_data[destination]";
        if (found is null) form.Refuse($"No such destination: '{id}'", "resource_missing", Where);
        else if (found.Wire.Capabilities.Transfers != "active")
            form.Refuse("Your destination account needs to have the transfers capability enabled.", "insufficient_capabilities_for_transfer", Where);
    }

    private static KonbiniOptions ReadKonbini(StripeCall call)
    {
        const string Stem = "payment_method_options[konbini]";
        var form = call.Form;
        var days = form.Integer(Stem + "[expires_after_days]");
        if (days is < 1 or > 60) form.Refuse("expires_after_days must be between 1 and 60.", "parameter_invalid_integer", Stem + "[expires_after_days]");
        var at = form.Integer(Stem + "[expires_at]");
        if (at is not null && days is not null) form.Refuse("Only one of expires_after_days or expires_at may be set.", null, Stem);
        return new(form.Text(Stem + "[confirmation_number]", 11), (int?)days, at, form.Text(Stem + "[product_description]", 22));
    }

    private static string? Currency(StripeForm form)
    {
        if (form.Text("currency") is not { } currency) return null;
        if (IntentRules.Currencies.Contains(currency)) return currency;
        form.Refuse($"Invalid currency: {currency}. Use a lower-case three-letter code.", null, "currency");
        return null;
    }

    private static Shipping ReadShipping(StripeForm form)
    {
        var line1 = form.Text("shipping[address][line1]");
        var address = form.HasBelow("shipping[address]")
            ? new Address(
                line1, form.Text("shipping[address][line2]"), form.Text("shipping[address][city]"), form.Text("shipping[address][state]"),
                form.Text("shipping[address][postal_code]"), form.Text("shipping[address][country]"))
            : null;
        if (form.Text("shipping[name]") is null) form.Refuse("Missing required param: shipping[name].", "parameter_missing", "shipping[name]");
        return new(form.Text("shipping[name]"), form.Text("shipping[phone]"), form.Text("shipping[carrier]"), form.Text("shipping[tracking_number]"), address);
    }
}
