namespace Commerce.Simulators.Stripe;

/// <summary>What a platform took of a charge (API reference, "Application Fees").</summary>
internal sealed record ApplicationFee
{
    public required string Id { get; init; }
    public string Object { get; init; } = "application_fee";
    public required string Account { get; init; }
    public required long Amount { get; init; }
    public long AmountRefunded { get; init; }
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public bool Livemode { get; init; }
    public bool Refunded { get; init; }
}

/// <summary>A part of a fee that was given back (API reference, "Application Fee Refunds").</summary>
internal sealed record FeeRefund(string Id, long Amount, long Created, string Currency, string Fee)
{
    public string Object { get; init; } = "fee_refund";
}

/// <summary>What went from the platform to a connected account (API reference, "Transfers").</summary>
internal sealed record Transfer
{
    public required string Id { get; init; }
    public string Object { get; init; } = "transfer";
    public required long Amount { get; init; }
    public long AmountReversed { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public required string Destination { get; init; }
    public bool Livemode { get; init; }
    public bool Reversed { get; init; }
    public required string SourceTransaction { get; init; }
    public string? TransferGroup { get; init; }
}

/// <summary>A payment that its payer disputes with the bank (API reference, "Disputes").</summary>
internal sealed record Dispute
{
    public required string Id { get; init; }
    public string Object { get; init; } = "dispute";
    public required long Amount { get; init; }
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public required EvidenceDetails EvidenceDetails { get; init; }
    public bool IsChargeRefundable { get; init; }
    public bool Livemode { get; init; }
    public required string PaymentIntent { get; init; }
    public required string Reason { get; init; }
    public required string Status { get; init; }
}

internal sealed record EvidenceDetails(long DueBy, bool HasEvidence, bool PastDue, int SubmissionCount);
