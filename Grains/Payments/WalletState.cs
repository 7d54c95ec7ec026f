namespace Commerce.Payments;

/// <summary>One customer's cards. Bounded: <see cref="WalletRules.Most"/> cards, those that are leaving, and the last 100 that left.</summary>
[GenerateSerializer, Immutable, Alias("payments.wallet-state.v1")]
public sealed record WalletState
{
    [Id(0)] public string? PayerAtShop { get; init; }
    [Id(1)] public string? PayerAtPlatform { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(2)] public ImmutableArray<CardKept> Cards { get; init; } = [];
    [Id(3)] public ImmutableArray<LeavingCard> Leaving { get; init; } = [];

    /// <summary>Cards that left: late news of the payment that kept one must not bring it back.</summary>
    [Id(4)] public ImmutableArray<string> Gone { get; init; } = [];
}
