using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// What a captured charge moves between the platform and a connected account, and what a refund moves back
/// ("Destination charges", "Collect application fees", "Refund application fees").
/// </summary>
internal static class ConnectRules
{
    /// <summary>The whole amount goes to the destination, and the fee comes back from it.</summary>
    public static Step Captured(IntentFile file, Charge charge, DateTimeOffset now)
    {
        List<Happening> happened = [];
        if (charge.TransferData is { } to)
        {
            var transfer = new Transfer
            {
                Id = Ids.Random("tr_3", 23),
                Amount = to.Amount ?? charge.AmountCaptured,
                Created = now.ToUnixTimeSeconds(),
                Currency = charge.Currency,
                Destination = to.Destination,
                SourceTransaction = charge.Id,
                TransferGroup = charge.TransferGroup,
            };
            charge = charge with { Transfer = transfer.Id };
            file = file with { Transfer = transfer };
            happened.Add(new("transfer.created", transfer));
        }

        if (charge.ApplicationFeeAmount is { } wanted)
        {
            var fee = new ApplicationFee
            {
                Id = Ids.Random("fee_1", 23),
                Account = charge.TransferData?.Destination ?? AccountName.Connected(file.Account) ?? file.Account,
                Amount = Math.Min(wanted, charge.AmountCaptured),
                Charge = charge.Id,
                Created = now.ToUnixTimeSeconds(),
                Currency = charge.Currency,
            };
            charge = charge with { ApplicationFee = fee.Id, ApplicationFeeAmount = fee.Amount };
            file = file with { Fee = fee };
            happened.Add(new("application_fee.created", fee));
        }

        return new(file.With(charge), null, [.. happened]);
    }

    /// <summary>The shares of a refund that come back from the destination and from the platform's fee, rounded down in sum.</summary>
    public static Step Refunded(IntentFile file, Charge charge, bool reverseTransfer, bool refundFee)
    {
        if (reverseTransfer && file.Transfer is null)
            return new(file, StripeError.Invalid($"Cannot reverse transfer on charge {charge.Id}: it has none.", null, "reverse_transfer"));
        if (refundFee && file.Fee is null)
            return new(file, StripeError.Invalid($"Cannot refund the application fee of charge {charge.Id}: it has none.", null, "refund_application_fee"));

        List<Happening> happened = [];
        if (reverseTransfer)
        {
            var back = Math.Max(file.Transfer!.AmountReversed, Share(file.Transfer.Amount));
            file = file with { Transfer = file.Transfer with { AmountReversed = back, Reversed = back == file.Transfer.Amount } };
            happened.Add(new("transfer.reversed", file.Transfer));
        }

        if (refundFee && Math.Max(0, Share(file.Fee!.Amount) - file.Fee.AmountRefunded) is > 0 and var due)
        {
            var step = RefundFee(file, due, charge.Created);
            file = step.File;
            happened.AddRange(step.Happened);
        }

        return new(file, null, [.. happened]);

        long Share(long amount) => (long)((Int128)amount * charge.AmountRefunded / charge.AmountCaptured);
    }

    /// <summary>Gives a part of the fee back to the connected account.</summary>
    public static Step RefundFee(IntentFile file, long? amount, long created)
    {
        var fee = file.Fee!;
        var left = fee.Amount - fee.AmountRefunded;
        if (left == 0) return new(file, StripeError.Invalid($"Application fee {fee.Id} has already been refunded.", "application_fee_already_refunded"));
        if (amount is < 1) return new(file, StripeError.Invalid("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount"));
        if (amount > left)
            return new(file, StripeError.Invalid($"Refund amount (¥{amount:N0}) is greater than unrefunded amount on fee (¥{left:N0})", null, "amount"));

        var refund = new FeeRefund(Ids.Random("fr_", 24), amount ?? left, created, fee.Currency, fee.Id);
        var after = fee with { AmountRefunded = fee.AmountRefunded + refund.Amount, Refunded = refund.Amount == left };
        return new(file with { Fee = after, FeeRefunds = [.. file.FeeRefunds, refund] }, null, new Happening("application_fee.refunded", after));
    }
}
