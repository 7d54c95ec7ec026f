namespace Commerce.Payments;

public enum PayeeMode
{
    Unknown = 0,

    /// <summary>The shop's own key and account.</summary>
    Direct = 1,

    /// <summary>The platform's key; the shop is paid through its connected account.</summary>
    Connected = 2,
}

/// <param name="Account">The connected account; null: none yet, or none is needed.</param>
[GenerateSerializer, Immutable, Alias("payments.payee.v1")]
public sealed record PayeeView([property: Id(0)] PayeeMode Mode, [property: Id(1)] PayeeAccount? Account)
{
    /// <summary>Cards can be charged for this shop.</summary>
    public bool CanSell => Mode == PayeeMode.Direct || Account is { ChargesEnabled: true, CardPayments: "active", Transfers: "active" };

    public bool CanTakeKonbini => Mode == PayeeMode.Direct || (CanSell && Account!.KonbiniPayments == "active");
}

/// <summary>A connected account as the provider tells it. Capabilities and requirements are the provider's words.</summary>
/// <param name="CardPayments"><c>active</c>, <c>pending</c>, <c>inactive</c>; null: not asked for.</param>
/// <param name="CurrentlyDue">What the provider still wants to know, at most 100.</param>
/// <param name="DisabledReason">Why charges or payouts are stopped; null: they are not.</param>
/// <param name="AskedAt">When (UTC) the provider was asked.</param>
[GenerateSerializer, Immutable, Alias("payments.payee-account.v1")]
public sealed record PayeeAccount(
    [property: Id(0)] string AccountId,
    [property: Id(1)] bool ChargesEnabled,
    [property: Id(2)] bool PayoutsEnabled,
    [property: Id(3)] bool DetailsSubmitted,
    [property: Id(4)] string? CardPayments,
    [property: Id(5)] string? KonbiniPayments,
    [property: Id(6)] string? Transfers,
    [property: Id(7)] ImmutableArray<string> CurrentlyDue,
    [property: Id(8)] string? DisabledReason,
    [property: Id(9)] DateTimeOffset AskedAt);

/// <param name="ReturnUrl">Where the provider's page sends the owner back to; arriving there proves nothing.</param>
/// <param name="RefreshUrl">Where it sends the owner when the link was used or ran out: it must make a new one.</param>
[GenerateSerializer, Immutable, Alias("payments.onboard.v1")]
public sealed record OnboardRequest([property: Id(0)] string ReturnUrl, [property: Id(1)] string RefreshUrl);

/// <param name="Link">For the owner's browser only; never stored, never logged.</param>
[GenerateSerializer, Immutable, Alias("payments.onboard-reply.v1")]
public sealed record OnboardReply(
    [property: Id(0)] Refusal? Refused,
    [property: Id(1)] string? Link,
    [property: Id(2)] DateTimeOffset? LinkEnds);

[GenerateSerializer, Immutable, Alias("payments.payee-reply.v1")]
public sealed record PayeeReply([property: Id(0)] Refusal? Refused, [property: Id(1)] PayeeView Payee);
