using Microsoft.Extensions.Hosting;
using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Starts and stops the host in order: storage before grains before work, and back.</summary>
internal sealed class SiloHost(
    EmbeddedRuntime runtime, SiloLifecycle lifecycle, IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in participants) participant.Participate(lifecycle);
        lifecycle.Subscribe<SiloHost>(ServiceLifecycleStage.RuntimeServices, OpenAsync, CloseAsync);
        lifecycle.Subscribe<SiloHost>(ServiceLifecycleStage.BecomeActive, _ => Task.CompletedTask, DeactivateAllAsync);
        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            // Whoever started us will not call StopAsync: what did start is stopped here.
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        runtime.Gate.CloseToClients();
        try
        {
            await lifecycle.StopAsync(cancellationToken);
        }
        catch (Exception thrown)
        {
            runtime.Log.StoppedEarly(thrown);
        }
    }

    private Task OpenAsync(CancellationToken cancellationToken)
    {
        runtime.Filters.Load();
        runtime.Sweeper.Start();
        runtime.Gate.Open();
        return Task.CompletedTask;
    }

    private Task CloseAsync(CancellationToken cancellationToken)
    {
        runtime.Gate.Close();
        runtime.Sweeper.Dispose();
        return Task.CompletedTask;
    }

    // In rounds: a grain that is being deactivated may call others, and so wake them once more.
    private async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        while (runtime.Catalog.Activations.ToArray() is { Length: > 0 } living)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var activation in living) activation.Drain(new(DeactivationReasonCode.ShuttingDown, "The host is stopping."), cancellationToken);
            await Task.WhenAll(living.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }
}
