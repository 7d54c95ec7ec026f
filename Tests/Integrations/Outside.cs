using Commerce.Customers;
using Commerce.Integrations;
using Commerce.Messaging;
using Commerce.Payments;
using Commerce.Shops;
using Commerce.Tests.Simulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Integrations;

/// <summary>The shop's ways out, as the product registers them, with the simulated LINE and Stripe at the other end.</summary>
internal sealed class Outside : IAsyncDisposable
{
    public static readonly ShopChannels Channels = new()
    {
        LoginChannelId = "1650000002",
        LiffId = "1650000002-Kagetsud",
        BotUserId = "U8e742f61d673b39c7fff3cecb7536ef0",
        MessagingSecret = Sealed("0123456789abcdef0123456789abcdef"),
        MessagingToken = Sealed("simulated-line-channel-access-token"),
        StripePublishableKey = "pk_test_simulator",
        StripeSecret = Sealed("sk_test_simulator"),
        StripeWebhookSecret = Sealed("whsec_simulator"),
    };

    /// <summary>The platform is the simulator's account, which is the shop's own as well: a task with a payee goes the platform's way.</summary>
    private static PaymentsOptions Payments(string client) => new()
    {
        Client = client,
        PlatformSecret = "sk_test_simulator",
        PlatformPublishableKey = "pk_test_simulator",
        PlatformWebhookSecret = "whsec_simulator",
    };

    private readonly ServiceProvider _services;

    private Outside(SimulatorHost host, ServiceProvider services, Written log)
    {
        Host = host;
        Log = log;
        _services = services;
    }

    public SimulatorHost Host { get; }
    public Written Log { get; }
    public IPaymentGateway Stripe => _services.GetRequiredService<IPaymentGateway>();
    public IWalletGateway Wallets => _services.GetRequiredService<IWalletGateway>();
    public IPayeeGateway Payees => _services.GetRequiredService<IPayeeGateway>();
    public IPaymentFinder Finder => _services.GetRequiredService<IPaymentFinder>();
    public ILineMessenger Line => _services.GetRequiredService<ILineMessenger>();
    public ILineIdentity Identity => _services.GetRequiredService<ILineIdentity>();

    public static async Task<Outside> StartAsync(string client = PaymentsOptions.Rest)
    {
        var host = await SimulatorHost.StartAsync();
        return Reach(host, new(host.Http.BaseAddress!, "/sim/line"), new(host.Http.BaseAddress!, "/sim/stripe"), client);
    }

    public static Outside Reach(SimulatorHost host, Uri line, Uri stripe, string client = PaymentsOptions.Rest)
    {
        var log = new Written();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton<ISecretBox, PlainBox>();
        services.AddIntegrations(line, stripe, Payments(client));
        return new(host, services.BuildServiceProvider(), log);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Host.DisposeAsync();
    }

    private static string Sealed(string clear) => "sealed:" + clear;

    /// <summary>Opens what it sealed: a secret that went out unopened would be refused at the other end.</summary>
    private sealed class PlainBox : ISecretBox
    {
        public string Seal(string clear) => Sealed(clear);
        public string Open(string cipher) => cipher["sealed:".Length..];
    }
}

/// <summary>Everything that was logged, as text.</summary>
internal sealed class Written : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public string All
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add(formatter(state, exception) + exception);
    }

    public void Dispose()
    {
    }
}
