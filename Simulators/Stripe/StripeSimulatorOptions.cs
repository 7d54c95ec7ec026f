namespace Commerce.Simulators.Stripe;

/// <summary>An account at Stripe: its keys and where its events go. Accounts share nothing.</summary>
public sealed class StripeAccount
{
    public string Id { get; set; } = "acct_simulator";
    public string SecretKey { get; set; } = "sk_test_simulator";
    public string PublishableKey { get; set; } = "pk_test_simulator";
    public string WebhookSecret { get; set; } = "whsec_simulator";

    /// <summary>Where events go; null sends none. A path alone means this host.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Where events of accounts connected to this one go; null means the same place. Signed with the same secret.</summary>
    public Uri? ConnectWebhook { get; set; }
}

/// <summary>The simulated Stripe: its accounts, its pace, and where it remembers.</summary>
public sealed class StripeSimulatorOptions
{
    /// <summary>One for each shop that has its own.</summary>
    public List<StripeAccount> Accounts { get; } = [new()];

    /// <summary>Where the events of the first account go.</summary>
    public Uri? Webhook
    {
        get => Accounts[0].Webhook;
        set => Accounts[0].Webhook = value;
    }

    /// <summary>Folder for what must survive a restart of the process; null keeps it in memory.</summary>
    public string? Folder { get; set; }

    /// <summary>The version answered to callers who name none, and that of the events.</summary>
    public string ApiVersion { get; set; } = "2026-07-29.dahlia";

    /// <summary>Calls per second and key; null is no limit. (Documented: 25 in a sandbox, 100 live.)</summary>
    public double? RateLimit { get; set; }

    /// <summary>How long an authorization can be captured.</summary>
    public TimeSpan AuthorizationLife { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Waits before each further try of a webhook.</summary>
    public List<TimeSpan> WebhookRetries { get; } =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(1),
    ];
}
