using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Persistence.Sqlite;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>The one entry point that Orleans itself does not have: durable storage in a folder.</summary>
public static class EmbeddedStorageExtensions
{
    /// <summary>
    /// Keeps grain states and reminders in one SQLite file in <paramref name="folder"/>: the default storage. Every write is on disk before it is answered.
    /// </summary>
    public static ISiloBuilder UseEmbeddedStorage(this ISiloBuilder builder, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var services = builder.Services;
        services.Configure<EmbeddedOptions>(options => options.Folder = folder);
        services.TryAddSingleton<SqliteStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SqliteStore>());
        services.AddDefaultStorage((provider, _) =>
            new SqliteGrainStorage(provider.GetRequiredService<SqliteStore>(), provider.GetRequiredService<IGrainStorageSerializer>()));
        services.AddReminderService<SqliteReminderStore>();
        return builder;
    }

    internal static void AddDefaultStorage(this IServiceCollection services, Func<IServiceProvider, object?, IGrainStorage> make)
    {
        const string Name = Providers.ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        services.AddKeyedSingleton(Name, make);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(Name));
    }

    /// <summary>One set of reminders in a host: whoever asks last says where they are kept.</summary>
    internal static void AddReminderService<TStore>(this IServiceCollection services)
        where TStore : class, IReminderStore
    {
        services.Replace(ServiceDescriptor.Singleton<IReminderStore, TStore>());
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton<Timers.IReminderRegistry, ReminderRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ReminderStart>());
    }

    private sealed class ReminderStart(ReminderService reminders) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => reminders.Participate(lifecycle);
    }
}
