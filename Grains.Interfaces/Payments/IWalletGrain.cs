namespace Commerce.Payments;

/// <summary>
/// The cards that the provider keeps for one customer, so that the next order needs no typing. Key: <c>shop/customer</c>. Holds the
/// provider's names of them and what is printed on a receipt; never a number, never a security code.
/// </summary>
[Alias("wallet")]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>The cards that can be paid with, newest first.</summary>
    [Alias("look"), ReadOnly]
    Task<WalletView> Look();

    /// <summary>The card is gone from here at once, and from the provider as soon as it answers. An unknown card is answered, not an error.</summary>
    [Alias("forget")]
    Task<WalletView> Forget(ForgetCardRequest request);

    /// <summary>The provider made a customer for the cards. The first one stays.</summary>
    [Alias("opened")]
    Task<WalletView> Opened(WalletOpened opened);

    /// <summary>A payment kept its card for next time. Told twice, or told of a card that was forgotten since, changes nothing.</summary>
    [Alias("kept")]
    Task Kept(CardKept kept);

    /// <summary>A forgotten card that the provider still has; null: none.</summary>
    [Alias("next-leaving"), ReadOnly]
    Task<LeavingCard?> NextLeaving();

    /// <summary>The provider has let go of the card.</summary>
    [Alias("left")]
    Task Left(LeavingCard card);
}
