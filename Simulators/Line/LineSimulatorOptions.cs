namespace Commerce.Simulators.Line;

/// <summary>The simulated LINE platform: its channels, its people and where it remembers them.</summary>
public sealed class LineSimulatorOptions
{
    /// <summary>One official account each. All belong to one provider, so a person has the same user id in all of them.</summary>
    public List<LineChannel> Channels { get; } = [new()];

    /// <summary>Names of people who exist from the start and are friends of every channel.</summary>
    public List<string> Friends { get; } = ["花子", "太郎"];

    /// <summary>The name of the person a browser is when nobody was chosen; null means that the login page asks.</summary>
    public string? DefaultUser { get; set; }

    /// <summary>Folder for what must survive a restart of the process; null keeps it in memory.</summary>
    public string? Folder { get; set; }

    /// <summary>The documented limits per endpoint (push and reply 2,000/s, multicast 200/s).</summary>
    public bool EnforceRateLimits { get; set; } = true;

    /// <summary>LINE reports a webhook as timed out after two seconds.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Waits before each redelivery; empty is the console's default, "webhook redelivery: off".</summary>
    public List<TimeSpan> WebhookRetries { get; } =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];
}

/// <summary>An official account: its Messaging API channel and the LINE Login channel with the LIFF app beside it.</summary>
public sealed class LineChannel
{
    public string Name { get; set; } = "花月堂";
    public string BotUserId { get; set; } = "U8e742f61d673b39c7fff3cecb7536ef0";
    public string BasicId { get; set; } = "@kagetsudo";
    public string ChannelId { get; set; } = "1650000001";
    public string ChannelSecret { get; set; } = "0123456789abcdef0123456789abcdef";
    public string ChannelAccessToken { get; set; } = "simulated-line-channel-access-token";
    public string LoginChannelId { get; set; } = "1650000002";
    public string LiffId { get; set; } = "1650000002-Kagetsud";

    /// <summary>Endpoint URL of the LIFF app. A path alone means this host.</summary>
    public Uri LiffEndpoint { get; set; } = new("/", UriKind.Relative);

    /// <summary>Where webhooks go; null sends none. A path alone means this host.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Messages that may be sent in a month; null is the plan without limit.</summary>
    public int? MonthlyLimit { get; set; }

    /// <summary>The bar under the talk.</summary>
    public List<RichMenuItem> RichMenu { get; } =
        [new("お店", Uri: "{liff}"), new("カート", Uri: "{liff}/cart"), new("注文状況", Uri: "{liff}/orders")];
}

/// <summary>A field of the rich menu: one of an address (<c>{liff}</c> stands for the LIFF URL), postback data or a text to send.</summary>
public sealed record RichMenuItem(string Label, string? Uri = null, string? Postback = null, string? Text = null);
