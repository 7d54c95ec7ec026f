namespace Commerce.Payments;

/// <summary>Which cards a customer has. Pure.</summary>
public static class WalletRules
{
    /// <summary>More than anybody uses; the oldest leaves for the newest.</summary>
    public const int Most = 20;

    private const int MostGone = 100;

    /// <summary>Only the cards of the account that is charged now.</summary>
    public static WalletView View(WalletState wallet, bool atPlatform) => new(
        [.. wallet.Cards.Where(kept => kept.AtPlatform == atPlatform).Select(kept => kept.Card).Reverse()],
        atPlatform ? wallet.PayerAtPlatform : wallet.PayerAtShop);

    public static WalletState Opened(WalletState wallet, WalletOpened opened) => opened.AtPlatform
        ? wallet.PayerAtPlatform is null ? wallet with { PayerAtPlatform = opened.PayerId } : wallet
        : wallet.PayerAtShop is null ? wallet with { PayerAtShop = opened.PayerId } : wallet;

    /// <summary>The same card typed again (same brand, digits and expiry) takes the place of the earlier one.</summary>
    public static WalletState Kept(WalletState wallet, CardKept kept)
    {
        if (wallet.Gone.Contains(kept.Card.CardId) || wallet.Cards.Any(known => known.Card.CardId == kept.Card.CardId)) return wallet;
        foreach (var same in wallet.Cards.Where(known => known.AtPlatform == kept.AtPlatform && known.Card with { CardId = kept.Card.CardId } == kept.Card))
            wallet = Forget(wallet, same.Card.CardId);
        if (wallet.Cards.Length >= Most) wallet = Forget(wallet, wallet.Cards[0].Card.CardId);
        return wallet with { Cards = wallet.Cards.Add(kept) };
    }

    public static WalletState Forget(WalletState wallet, string cardId)
    {
        if (wallet.Cards.FirstOrDefault(kept => kept.Card.CardId == cardId) is not { } kept) return wallet;
        return wallet with
        {
            Cards = wallet.Cards.Remove(kept),
            Leaving = wallet.Leaving.Add(new(cardId, kept.AtPlatform)),
            Gone = [.. wallet.Gone.Add(cardId).TakeLast(MostGone)],
        };
    }

    public static WalletState Left(WalletState wallet, LeavingCard card) => wallet with { Leaving = wallet.Leaving.Remove(card) };
}
