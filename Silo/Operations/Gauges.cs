using System.Diagnostics.Metrics;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.Operations;

/// <summary>What waits in this process, looked at when somebody collects it.</summary>
internal sealed class Gauges(IMeterFactory meters, StockDoor door, StockJournal journal, EntryProjection projection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Telemetry.Name);   // the host's own: it ends with it
        meter.CreateObservableGauge("commerce.door.waiting", () => door.Waiting, "{hold}", "Requests for units that wait for their stock");
        meter.CreateObservableGauge("commerce.journal.pending", () => journal.Pending, "{entry}", "Stock entries that wait for the disk");
        meter.CreateObservableGauge("commerce.projection.behind", () => projection.Behind, "{entry}", "Stock entries not searchable yet");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
