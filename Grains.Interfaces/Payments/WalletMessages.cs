namespace Commerce.Payments;

/// <param name="Cards">Newest first, at most 20.</param>
/// <param name="PayerId">The provider's name of the customer; null: none yet.</param>
[GenerateSerializer, Immutable, Alias("payments.wallet.v1")]
public sealed record WalletView([property: Id(0)] ImmutableArray<SavedCard> Cards, [property: Id(1)] string? PayerId);

/// <param name="CardId">The provider's token of the card (<c>pm_…</c>).</param>
/// <param name="Brand">Such as <c>visa</c> or <c>jcb</c>.</param>
[GenerateSerializer, Immutable, Alias("payments.saved-card.v1")]
public sealed record SavedCard(
    [property: Id(0)] string CardId,
    [property: Id(1)] string Brand,
    [property: Id(2)] string Last4,
    [property: Id(3)] int ExpiryMonth,
    [property: Id(4)] int ExpiryYear);

[GenerateSerializer, Immutable, Alias("payments.forget-card.v1")]
public sealed record ForgetCardRequest([property: Id(0)] string CardId);

/// <param name="AtPlatform">Whose account the customer was made in: the platform's, or the shop's own.</param>
[GenerateSerializer, Immutable, Alias("payments.wallet-opened.v1")]
public sealed record WalletOpened([property: Id(0)] string PayerId, [property: Id(1)] bool AtPlatform);

[GenerateSerializer, Immutable, Alias("payments.card-kept.v1")]
public sealed record CardKept([property: Id(0)] SavedCard Card, [property: Id(1)] bool AtPlatform);

[GenerateSerializer, Immutable, Alias("payments.leaving-card.v1")]
public sealed record LeavingCard([property: Id(0)] string CardId, [property: Id(1)] bool AtPlatform);
