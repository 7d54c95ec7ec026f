namespace Commerce.Payments;

/// <summary>Who is paid, and whether a shop may sell. Pure.</summary>
public static class PayeeRules
{
    public static PayeeView View(PayeeState payee, bool connected) =>
        connected ? new(PayeeMode.Connected, payee.Account) : new(PayeeMode.Direct, null);

    public static PayeeState Heard(PayeeState payee, PayeeAccount account) => payee.Account switch
    {
        { } known when known.AccountId != account.AccountId => payee,   // a second account was made by a request that was lost: nobody uses it
        { } known when known.AskedAt > account.AskedAt => payee,
        _ => payee with { Account = account with { CurrentlyDue = [.. account.CurrentlyDue.Take(100)] } },
    };

    /// <summary>Why an order cannot be paid this way; null when it can.</summary>
    public static Refusal? Refuse(PayeeView payee, WalletView? wallet, PaymentChoice? choice, bool takesKonbini)
    {
        if (!payee.CanSell) return new(Reason.PaymentsNotReady);
        if (choice is null) return null;
        if (choice.Method == PaymentMethod.Konbini && !(takesKonbini && payee.CanTakeKonbini)) return new(Reason.MethodNotOffered, "method");
        return choice.CardId is { } card && wallet?.Cards.Any(kept => kept.CardId == card) is not true ? new(Reason.UnknownCard, "cardId") : null;
    }
}
