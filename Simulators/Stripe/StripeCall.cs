using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>A call that passed the front door.</summary>
internal sealed record StripeCall(
    string RequestId, string Account, bool Publishable, StripeForm Form, DateTimeOffset Now, string ChallengeBase)
{
    /// <summary>Where the pages of vouchers are.</summary>
    public string VoucherBase => ChallengeBase[..^"3ds".Length] + "konbini";

    /// <summary>Where a connected account's owner tells about the business.</summary>
    public string OnboardingBase => ChallengeBase[..^"3ds".Length] + "onboarding";

    public string? IdempotencyKey { get; init; }

    /// <summary>Key, owner and parameters; null when the call has no idempotency key.</summary>
    public string? KeptUnder { get; init; }
    public string Fingerprint { get; init; } = "";
    public Fault? Fault { get; init; }
}

/// <summary>An endpoint: its name for faults, the parameters it knows, and whether a browser's key may use it.</summary>
internal sealed record StripeEndpoint(string Name, string[] Parameters, bool Publishable = false);
