using System.Collections.Immutable;

namespace Commerce.Simulators.Stripe;

/// <summary>A connected account (API reference, "The Account object").</summary>
internal sealed record Account
{
    public required string Id { get; init; }
    public string Object { get; init; } = "account";
    public string? BusinessType { get; init; }
    public required AccountCapabilities Capabilities { get; init; }
    public bool ChargesEnabled { get; init; }
    public required string Country { get; init; }
    public required long Created { get; init; }
    public string DefaultCurrency { get; init; } = "jpy";
    public bool DetailsSubmitted { get; init; }
    public string? Email { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public bool PayoutsEnabled { get; init; }
    public required AccountRequirements Requirements { get; init; }
    public required string Type { get; init; }
}

/// <summary><c>inactive</c>, <c>pending</c> or <c>active</c>; null: not asked for.</summary>
internal sealed record AccountCapabilities(string? CardPayments, string? KonbiniPayments, string? Transfers);

internal sealed record AccountRequirements(ImmutableArray<string> CurrentlyDue, ImmutableArray<string> PastDue, string? DisabledReason)
{
    public ImmutableArray<string> EventuallyDue { get; init; } = [];
    public ImmutableArray<string> PendingVerification { get; init; } = [];
    public long? CurrentDeadline { get; init; }
    public ImmutableArray<string> Errors { get; init; } = [];
}

/// <summary>A connected account and the platform it belongs to. <paramref name="Link"/> is the onboarding link that is still unused.</summary>
internal sealed record StoredAccount(Account Wire, string Platform, OpenLink? Link = null);

internal sealed record OpenLink(string Token, string ReturnUrl, string RefreshUrl, DateTimeOffset Until);

internal sealed record AccountLink(long Created, long ExpiresAt, string Url)
{
    public string Object { get; init; } = "account_link";
}
