using Commerce.Shops;
using Commerce.Silo.Demo;
using Commerce.Silo.Hosting;
using Commerce.Simulators.Line;
using Commerce.Simulators.Stripe;
using Microsoft.Extensions.Configuration.Memory;

namespace Commerce.Web.Development;

/// <summary>Development only: LINE and Stripe stand-ins at <c>/sim/line</c> and <c>/sim/stripe</c>, and the demo's shops.</summary>
internal static class SimulatorMounts
{
    private const string Line = "/sim/line", Stripe = "/sim/stripe";

    /// <summary>Before <c>AddCommerceSilo</c>: says where LINE and Stripe are, unless the configuration does.</summary>
    public static void AddSimulators(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment()) return;

        var here = (builder.Configuration["urls"] ?? "http://localhost:5000").Split(';')[0].TrimEnd('/');
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["urls"] = here,
                ["Commerce:PublicBaseUrl"] = here,
                ["Commerce:LineApiBase"] = here + Line,
                ["Commerce:StripeApiBase"] = here + Stripe,
                ["Commerce:LiffSdkUrl"] = Line + "/liff/sdk.js",
                ["Commerce:Payments:PlatformSecret"] = "sk_test_simulator_platform",
                ["Commerce:Payments:PlatformPublishableKey"] = "pk_test_simulator_platform",
                ["Commerce:Payments:PlatformWebhookSecret"] = "whsec_simulator_platform",
                ["Commerce:StripeJsUrl"] = Stripe + "/v3/stripe.js",
            },
        });

        // Beside what the shop remembers; a shop of a cluster remembers nothing here, and says another folder when it begins anew.
        var folder = Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Simulators:Folder"]
            ?? Path.Combine(builder.Configuration["Commerce:DataFolder"] ?? new CommerceOptions().DataFolder, "simulators"));
        builder.Services.AddLineSimulator(line =>
        {
            line.Folder = Path.Combine(folder, "line");
            line.Channels.Clear();
            line.Channels.Add(Channel("花月堂", "1650000001", DemoShops.Kagetsudo, DemoShops.KagetsudoChannels));
            line.Channels.Add(Channel("青山商店", "1650000011", DemoShops.Aoyama, DemoShops.AoyamaChannels));
        });
        builder.Services.AddStripeSimulator(stripe =>
        {
            stripe.Folder = Path.Combine(folder, "stripe");
            stripe.Accounts.Clear();
            stripe.Accounts.Add(Account("acct_kagetsudo", DemoShops.Kagetsudo, DemoShops.KagetsudoChannels));
            stripe.Accounts.Add(Account("acct_aoyama", DemoShops.Aoyama, DemoShops.AoyamaChannels));
            stripe.Accounts.Add(new()
            {
                Id = "acct_platform",
                SecretKey = "sk_test_simulator_platform",
                PublishableKey = "pk_test_simulator_platform",
                WebhookSecret = "whsec_simulator_platform",
                Webhook = new("/webhooks/stripe", UriKind.Relative),
            });
        });
    }

    public static void MapSimulators(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;

        app.MapLineSimulator(Line);
        app.MapStripeSimulator(Stripe);
    }

    private static StripeAccount Account(string id, string shop, ShopChannels channels) => new()
    {
        Id = id,
        SecretKey = channels.StripeSecret,
        PublishableKey = channels.StripePublishableKey,
        WebhookSecret = channels.StripeWebhookSecret,
        Webhook = new("/webhooks/stripe/" + shop, UriKind.Relative),
    };

    private static LineChannel Channel(string name, string channelId, string shop, ShopChannels channels) => new()
    {
        Name = name,
        ChannelId = channelId,
        BasicId = "@" + shop,
        BotUserId = channels.BotUserId,
        ChannelSecret = channels.MessagingSecret,
        ChannelAccessToken = channels.MessagingToken,
        LoginChannelId = channels.LoginChannelId,
        LiffId = channels.LiffId,
        LiffEndpoint = new("/s/" + shop, UriKind.Relative),
        Webhook = new("/webhooks/line/" + shop, UriKind.Relative),
    };
}
