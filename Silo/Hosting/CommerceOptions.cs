namespace Commerce.Silo.Hosting;

/// <summary>Configuration section <c>Commerce</c>. Everything has a default that works on a laptop.</summary>
public sealed class CommerceOptions
{
    public const string Section = "Commerce", Silo = "silo", Client = "client";

    /// <summary>What a web is: <c>silo</c>, which runs grains itself, or <c>client</c>, which only calls those of a cluster's silos.</summary>
    public string Host { get; set; } = Silo;

    /// <summary>How long a process that is told to stop may take to answer what it was asked and to hand over its grains.</summary>
    public TimeSpan DrainWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where everything durable lies. Not in the cluster build, which keeps it in PostgreSQL. A relative path is taken from the application's content root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Stock entries that may wait for a slow disk; when there are more, shoppers are asked to come back in a moment.</summary>
    public int StockEntriesWaiting { get; set; } = 65_536;

    /// <summary>How the outside reaches this installation, such as <c>https://shop.example</c>: links in messages begin with it.</summary>
    public string PublicBaseUrl { get; set; } = "http://localhost:5000";

    public string LineApiBase { get; set; } = "https://api.line.me";

    public string StripeApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>What the shop's pages load LIFF from; a path alone is on this host.</summary>
    public string LiffSdkUrl { get; set; } = "https://static.line-scdn.net/liff/edge/2/sdk.js";

    /// <summary>What the shop's pages load Stripe.js from; a path alone is on this host.</summary>
    public string StripeJsUrl { get; set; } = "https://js.stripe.com/v3/";
}
