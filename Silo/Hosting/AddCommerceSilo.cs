using Commerce.Integrations;
using Commerce.Messaging;
using Commerce.Silo.Operations;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Silo.Storage;
using Commerce.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Commerce.Silo.Hosting;

/// <summary>Everything that grains need to run, in one call: the web calls it to be its own silo, <c>Silo</c> to be one more.</summary>
public static class CommerceSilo
{
    /// <summary>Options are read here and now: what a test wants different it must set before (<c>UseSetting</c>).</summary>
    /// <exception cref="StartUpException">The configuration or the data folder cannot be used.</exception>
    public static void AddCommerceSilo(this IHostApplicationBuilder builder)
    {
        var options = StartUp.ReadOptions(builder);
        DatabaseProbe.Check(Database.Of(builder.Configuration));
        var folder = DataFolder.Open(Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath));
        var database = Database.Of(builder.Configuration);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new PublicAddress(options.PublicBaseUrl));
        builder.Services.AddSingleton(_ => folder);   // by a factory, so that the container lets go of it at the end
        builder.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        builder.Services.AddSecrets(shared: database is not null);

        // Started in this order and stopped in the reverse: grains still record orders while they stop.
        builder.Services.AddReadModel(database);
        builder.Services.AddStockJournal(database);
        builder.AddOperations();
        builder.Services.AddHostedService<EntryCopying>();
        builder.Services.AddSingleton(Door);
        builder.Services.AddIntegrations(new(options.LineApiBase), new(options.StripeApiBase));
#if CLUSTER
        builder.AddGrainHost(database!);
#else
        builder.AddGrainHost(folder);
#endif
    }

    private static StockDoor Door(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var limits = services.GetRequiredService<IConfiguration>().GetSection("StockDoor").Get<StockDoorLimits>() ?? StockDoorLimits.Default;
        return new(key => grains.GetGrain<IStockGrain>(key), services.GetRequiredService<TimeProvider>(), limits);
    }
}
