using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> asks of the host.</summary>
public interface IGrainRuntime
{
    IGrainFactory GrainFactory { get; }

    IServiceProvider ServiceProvider { get; }

    string SiloIdentity { get; }

    TimeProvider TimeProvider { get; }

    ITimerRegistry TimerRegistry { get; }

    void DeactivateOnIdle(IGrainContext grainContext);

    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
