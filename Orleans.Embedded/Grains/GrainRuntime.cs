using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Activations;
using Orleans.Configuration;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> asks of this host.</summary>
internal sealed class GrainRuntime(
    IGrainFactory grainFactory, IServiceProvider services, TimeProvider time, ITimerRegistry timers, IOptions<SiloOptions> silo) : IGrainRuntime
{
    public IGrainFactory GrainFactory => grainFactory;

    public IServiceProvider ServiceProvider => services;

    public string SiloIdentity => silo.Value.SiloName;

    public TimeProvider TimeProvider => time;

    public ITimerRegistry TimerRegistry => timers;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).Delay(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var type = ((Activation)grainContext).Class.Type;
        var name = type.GetCustomAttribute<StorageProviderAttribute>(inherit: true)?.ProviderName;
        return services.GetRequiredService<IPersistentStateFactory>()
            .Create<TGrainState>(grainContext, new PersistentStateAttribute(type.FullName ?? type.Name, name));
    }
}
