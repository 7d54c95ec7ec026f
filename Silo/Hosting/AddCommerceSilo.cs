using Commerce.Silo.Operations;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
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
        var database = Database.Of(builder.Configuration);
        builder.AddCommerceParts(options, database);
        builder.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
#if !CLUSTER
        var folder = DataFolder.Open(Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath));
        builder.Services.AddSingleton(_ => folder);   // by a factory, so that the container lets go of it at the end
#endif

        // Started in this order and stopped in the reverse: grains still record orders while they stop.
        builder.Services.AddReadModel(database);
        builder.Services.AddStockJournal(database);
        builder.AddOperations();
        builder.Services.AddHostedService<EntryCopying>();
#if CLUSTER
        builder.AddGrainHost(database!);
#else
        builder.AddGrainHost(folder);
#endif
        DatabaseProbe.Check(database);   // last: a setting that makes no sense is told without waiting for a server
    }
}
