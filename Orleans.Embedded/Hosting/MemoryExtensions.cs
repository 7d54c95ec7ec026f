using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Reminders;
using Orleans.Storage;

namespace Orleans.Hosting
{
    /// <summary>Storage that forgets everything when the process ends.</summary>
    public static class MemoryGrainStorageSiloBuilderExtensions
    {
        private const string DefaultName = Providers.ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;

        public static ISiloBuilder AddMemoryGrainStorageAsDefault(
            this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
            builder.AddMemoryGrainStorage(DefaultName, configureOptions);

        public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder, Action<MemoryGrainStorageOptions> configureOptions) =>
            builder.AddMemoryGrainStorage(DefaultName, configureOptions);

        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name, Action<MemoryGrainStorageOptions> configureOptions) =>
            builder.AddMemoryGrainStorage(name, options => options.Configure(configureOptions));

        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
        {
            configureOptions?.Invoke(builder.Services.AddOptions<MemoryGrainStorageOptions>(name));
            if (name == DefaultName) builder.Services.AddDefaultStorage(Make);
            else builder.Services.AddKeyedSingleton(name, Make);
            return builder;
        }

        private static IGrainStorage Make(IServiceProvider services, object? name) => new MemoryGrainStorage(
            services.GetRequiredService<IOptionsMonitor<MemoryGrainStorageOptions>>().Get((string?)name).GrainStorageSerializer
            ?? services.GetRequiredService<IGrainStorageSerializer>());
    }

    /// <summary>Reminders that are forgotten when the process ends.</summary>
    public static class SiloBuilderReminderMemoryExtensions
    {
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
        {
            builder.Services.AddReminderService<MemoryReminderStore>();
            return builder;
        }
    }
}

namespace Orleans.Runtime.Hosting
{
    /// <summary>Storages that the product brings itself.</summary>
    public static class StorageProviderExtensions
    {
        public static IServiceCollection AddGrainStorage<T>(
            this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
            where T : IGrainStorage
        {
            collection.AddKeyedSingleton<IGrainStorage>(name, (services, key) => implementationFactory(services, (string)key!));
            return collection;
        }
    }
}
