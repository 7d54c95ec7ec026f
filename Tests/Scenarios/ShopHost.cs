using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Feed;
using Commerce.Messaging;
using Commerce.Payments;
using Commerce.Shops;
using Commerce.Silo.Hosting;
using Commerce.Stock;
using Commerce.Tests.Rules;
using Commerce.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Scenarios;

/// <summary>
/// 花月堂 on the whole silo, over a folder of its own. The clock is moved by hand, LINE and Stripe are on paper; all else is real.
/// It can be stopped and started again over the same folder.
/// </summary>
internal sealed class ShopHost(bool hasty, Action<IServiceCollection>? furnish = null) : IAsyncDisposable
{
    public const string Shop = "kagetsudo";
    public const string Hanako = "U00000000000000000000000000000001";

    private static readonly ShopChannels Channels = new()
    {
        LoginChannelId = "1234567890",
        LiffId = "1234567890-AbcdEfgh",
        BotUserId = "U000000000000000000000000000000ff",
        MessagingSecret = "messaging-secret",
        MessagingToken = "messaging-token",
        StripePublishableKey = "pk_test",
        StripeSecret = "sk_test",
        StripeWebhookSecret = "whsec_test",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-scenario-").FullName;
    private IHost _host = null!;

    public ManualClock Clock { get; } = new(Noon);

    public LineOnPaper Line { get; } = new();

    public StripeOnPaper Stripe { get; } = new();

    public Ear Ear { get; private set; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IShopGrain Settings => Grains.GetGrain<IShopGrain>(Shop);

    public ICartGrain Cart => Grains.GetGrain<ICartGrain>(Keys.Of(Shop, Hanako));

    public IOutboxGrain Outbox => Grains.GetGrain<IOutboxGrain>(Keys.Of(Shop, Hanako));

    public ICustomerGrain Customer => Grains.GetGrain<ICustomerGrain>(Keys.Of(Shop, Hanako));

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(Shop);

    public IFeedGrain Feed => Grains.GetGrain<IFeedGrain>(Shop);

    public IStockGrain Stock(string sku) => Grains.GetGrain<IStockGrain>(Keys.Of(Shop, sku));

    public IInboxGrain Inbox(string eventId) => Grains.GetGrain<IInboxGrain>(Keys.Of(Shop, "line", eventId));

    /// <summary>The shop is open, with P1, P2 and P4 and ten units of each.</summary>
    public static async Task<ShopHost> OpenAsync(bool hasty = false, Action<IServiceCollection>? furnish = null)
    {
        var host = new ShopHost(hasty, furnish);
        await host.StartAsync();
        Assert.Null((await host.Settings.Put(new(KagetsudoShop.Settings, 0))).Refused);
        Assert.Null((await host.Settings.Connect(new(Channels))).Refused);
        foreach (var product in new[] { Shirt, Cookies, Sneakers })
        {
            Assert.Null((await host.Catalog.PutProduct(new(product, 0, Actor.System))).Refused);
            Assert.Null((await host.Stock(product.Sku).Adjust(new("first", 10, Actor.System))).Refused);
        }

        return host;
    }

    /// <summary>Waits until a run of the dispatcher is over and the outbox has armed its timer for the next.</summary>
    public async Task RunEnded()
    {
        await Ear.HearsAnswer("IOutboxDispatcherGrain.Run");
        await Outbox.Look();
    }

    /// <summary>
    /// Lets time pass in steps, with calls in between: a timer that a grain or the reminders arm only after an answer has come back is
    /// met by one of the next steps.
    /// </summary>
    public async Task PassAsync(TimeSpan step, int times = 10)
    {
        for (var passed = 0; passed < times; passed++)
        {
            Clock.Advance(step);
            await Cart.Look();
            await Outbox.Look();
        }
    }

    /// <summary>Stops, lets something happen meanwhile, and starts over what is stored.</summary>
    public async Task StopThenAsync(Action meanwhile)
    {
        await StopAsync();
        meanwhile();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Leftovers.Delete(_folder);
    }

    private async Task StartAsync()
    {
        Ear = new();
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Commerce:DataFolder"] = _folder;
        builder.Services.AddSingleton<TimeProvider>(hasty ? new HastyClock(Clock) : Clock);
        builder.AddCommerceSilo();
        builder.Services.AddSingleton<ILineMessenger>(Line);
        builder.Services.AddSingleton<IPaymentGateway>(Stripe);
        builder.Services.AddSingleton<IPaymentFinder>(Stripe);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(Ear);
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(Ear);
        furnish?.Invoke(builder.Services);
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
