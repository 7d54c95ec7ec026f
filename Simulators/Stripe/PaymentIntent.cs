using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Commerce.Simulators.Stripe;

/// <summary>The status words of a PaymentIntent.</summary>
internal static class IntentStatus
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string Processing = "processing";
    public const string RequiresCapture = "requires_capture";
    public const string Succeeded = "succeeded";
    public const string Canceled = "canceled";
}

/// <summary>A PaymentIntent as the API shows it (API reference, "The PaymentIntent object"); names become snake_case on the wire.</summary>
internal sealed record PaymentIntent
{
    public required string Id { get; init; }
    public string Object { get; init; } = "payment_intent";
    public required long Amount { get; init; }
    public long AmountCapturable { get; init; }
    public long AmountReceived { get; init; }
    public string? Application { get; init; }
    public long? ApplicationFeeAmount { get; init; }
    public AutomaticMethods? AutomaticPaymentMethods { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }
    public required string CaptureMethod { get; init; }
    public required string ClientSecret { get; init; }
    public required string ConfirmationMethod { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Customer { get; init; }
    public string? Description { get; init; }
    public StripeError? LastPaymentError { get; init; }
    public string? LatestCharge { get; init; }
    public bool Livemode { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public NextAction? NextAction { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? PaymentMethod { get; init; }
    public MethodOptions? PaymentMethodOptions { get; init; }
    public ImmutableArray<string> PaymentMethodTypes { get; init; } = ["card"];
    public string? ReceiptEmail { get; init; }
    public string? SetupFutureUsage { get; init; }
    public Shipping? Shipping { get; init; }
    public string? StatementDescriptor { get; init; }
    public string? StatementDescriptorSuffix { get; init; }
    public required string Status { get; init; }
    public TransferTo? TransferData { get; init; }
    public string? TransferGroup { get; init; }

    [JsonIgnore] public bool IsFinal => Status is IntentStatus.Succeeded or IntentStatus.Canceled;
}

internal sealed record AutomaticMethods(bool Enabled, string AllowRedirects);

internal sealed record TransferTo(string Destination, long? Amount);

internal sealed record Shipping(string? Name, string? Phone, string? Carrier, string? TrackingNumber, Address? Address);

internal sealed record Address(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country);

/// <summary>What the buyer has to do: a page to visit, or a step that stripe.js shows.</summary>
internal sealed record NextAction(
    string Type, RedirectToUrl? RedirectToUrl = null, UseStripeSdk? UseStripeSdk = null, KonbiniDisplayDetails? KonbiniDisplayDetails = null);

/// <summary>The voucher: until when it can be paid (unix seconds) and the page that shows the numbers of each chain.</summary>
internal sealed record KonbiniDisplayDetails(long ExpiresAt, string HostedVoucherUrl, ImmutableSortedDictionary<string, StoreNumbers> Stores);

internal sealed record StoreNumbers(string? ConfirmationNumber, string PaymentCode);

internal sealed record MethodOptions(KonbiniOptions? Konbini);

internal sealed record KonbiniOptions(string? ConfirmationNumber, int? ExpiresAfterDays, long? ExpiresAt, string? ProductDescription);

internal sealed record RedirectToUrl(string Url, string? ReturnUrl);

internal sealed record UseStripeSdk(string Type, string StripeJs);
