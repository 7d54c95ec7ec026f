using Commerce.Payments;
using Stripe;
using PaymentMethod = Commerce.Payments.PaymentMethod;

namespace Commerce.Integrations.Stripe;

/// <summary>What <see cref="StripeRequests"/> writes as forms, as the package's options. JPY has no decimals: one yen is an amount of 1.</summary>
internal static class StripeNetRequests
{
    public static PaymentIntentCreateOptions Create(string shop, PaymentTask task)
    {
        var konbini = task.Method == PaymentMethod.Konbini;
        return new()
        {
            Amount = task.Amount.Amount,
            Currency = "jpy",

            // What `payment_method_types` is called in the API version that this package speaks.
            AllowedPaymentMethodTypes = [konbini ? "konbini" : "card"],
            CaptureMethod = task.CaptureLater && !konbini ? "manual" : "automatic",
            Description = task.OrderNumber,
            Metadata = new() { ["shop"] = shop, ["order_id"] = task.OrderId, ["order_number"] = task.OrderNumber },
            PaymentMethodOptions = konbini ? new() { Konbini = new() { ExpiresAfterDays = task.DepositDays } } : null,
            Customer = task.PayerId,
            PaymentMethod = task.CardId,
            SetupFutureUsage = task is { CardId: null, SaveCard: true, PayerId: not null } && !konbini ? "on_session" : null,
            TransferData = task.Payee is { } payee ? new() { Destination = payee } : null,
            ApplicationFeeAmount = Fee(task),
            Expand = ["latest_charge", "payment_method"],
        };
    }

    public static PaymentIntentCaptureOptions Capture(PaymentTask task) => new()
    {
        AmountToCapture = task.Amount > Yen.Zero ? task.Amount.Amount : null,
        ApplicationFeeAmount = Fee(task),
        Expand = ["latest_charge", "payment_method"],
    };

    public static RefundCreateOptions Refund(string shop, PaymentTask task) => new()
    {
        PaymentIntent = task.IntentId,
        Amount = task.Amount.Amount,
        Metadata = new() { ["shop"] = shop, ["order_id"] = task.OrderId, ["task"] = task.Key },
        ReverseTransfer = task.Payee is null ? null : true,
        Expand = ["charge"],
    };

    public static AccountCreateOptions NewAccount(string shop) => new()
    {
        Type = "express",
        Country = "JP",
        Metadata = new() { ["shop"] = shop },
        Capabilities = new()
        {
            CardPayments = new() { Requested = true },
            KonbiniPayments = new() { Requested = true },
            Transfers = new() { Requested = true },
        },
    };

    private static long? Fee(PaymentTask task) => task.Payee is not null && task.Fee > Yen.Zero ? task.Fee.Amount : null;
}
