using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence;

/// <summary>Gives grains their states, from the storage that they name or the default one.</summary>
internal sealed class PersistentStateFactory(IServiceProvider services) : IPersistentStateFactory
{
    private readonly ConcurrentDictionary<string, IGrainStorage> _storages = new(StringComparer.Ordinal);

    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var state = new PersistentState<TState>(config.StateName, context, Storage(config.StorageName, config.StateName));
        context.ObservableLifecycle.Subscribe(config.StateName, GrainLifecycleStage.SetupState, state);
        return state;
    }

    private IGrainStorage Storage(string? name, string stateName) =>
        _storages.GetOrAdd(name ?? "", static (key, asked) => asked.self.Find(key, asked.stateName), (self: this, stateName));

    private IGrainStorage Find(string name, string stateName) =>
        (name.Length > 0
            ? services.GetKeyedService<IGrainStorage>(name)
            : services.GetService<IGrainStorage>() ?? services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME))
        ?? throw new BadProviderConfigException(
            name.Length > 0
                ? $"State \"{stateName}\" is to be kept in storage \"{name}\", but the host has none of that name."
                : $"State \"{stateName}\" needs a storage, but the host has no default one.");
}
