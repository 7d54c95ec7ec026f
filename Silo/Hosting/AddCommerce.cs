using Commerce.Integrations;
using Commerce.Messaging;
using Commerce.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
#if CLUSTER
using Commerce.Silo.Operations;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
#endif

namespace Commerce.Silo.Hosting;

/// <summary>What a web has behind it: grains of its own, or those of a cluster's silos.</summary>
public static class CommerceHosting
{
    /// <summary>As <c>Commerce:Host</c> says. Options are read here and now, as in <see cref="CommerceSilo.AddCommerceSilo"/>.</summary>
    /// <exception cref="StartUpException">The configuration cannot be used.</exception>
    public static void AddCommerce(this IHostApplicationBuilder builder)
    {
        switch (builder.Configuration[$"{CommerceOptions.Section}:{nameof(CommerceOptions.Host)}"])
        {
            case null or CommerceOptions.Silo:
                builder.AddCommerceSilo();
                break;
#if CLUSTER
            case CommerceOptions.Client:
                builder.AddCommerceClient();
                break;
#else
            case CommerceOptions.Client:
                throw new StartUpException("Commerce:Host is 'client': only the cluster build (-p:Cluster=true) has silos to be a client of.");
#endif
            case var other:
                throw new StartUpException($"Commerce:Host is '{other}': it must be 'silo' or 'client'.");
        }
    }

#if CLUSTER
    /// <summary>Everything that a web needs that runs no grains.</summary>
    /// <exception cref="StartUpException">The configuration cannot be used.</exception>
    internal static void AddCommerceClient(this IHostApplicationBuilder builder)
    {
        var options = StartUp.ReadOptions(builder);
        var database = Database.Of(builder.Configuration)!;
        builder.AddCommerceParts(options, database);
        builder.Services.AddReadModel(database);
        builder.Services.AddJournalPlace(database);
        builder.AddClientOperations();
        builder.AddGrainClient(database);
        DatabaseProbe.Check(database);   // last: a setting that makes no sense is told without waiting for a server
    }
#endif

    /// <summary>What both have.</summary>
    internal static void AddCommerceParts(this IHostApplicationBuilder builder, CommerceOptions options, string? database)
    {
#if CLUSTER
        if (builder.Configuration[$"{CommerceOptions.Section}:{nameof(CommerceOptions.DataFolder)}"] is { } folder)
        {
            throw new StartUpException(
                $"Commerce:DataFolder is '{folder}': a cluster keeps everything in PostgreSQL and has no data folder; take the setting away.");
        }
#endif
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainWithin);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new PublicAddress(options.PublicBaseUrl));
        builder.Services.AddSecrets(shared: database is not null);
        builder.Services.AddSingleton(Door);
        builder.Services.AddIntegrations(new(options.LineApiBase), new(options.StripeApiBase), PaymentSettings.Read(builder.Configuration));
    }

    private static StockDoor Door(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var limits = services.GetRequiredService<IConfiguration>().GetSection("StockDoor").Get<StockDoorLimits>() ?? StockDoorLimits.Default;
        return new(key => grains.GetGrain<IStockGrain>(key), services.GetRequiredService<TimeProvider>(), limits);
    }
}
