using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Calls;

namespace Orleans.Hosting;

/// <summary>Traces through grain calls.</summary>
public static class CoreHostingExtensions
{
    /// <summary>
    /// Carries <see cref="Activity.Current"/> through grain calls. Spans are made while somebody listens to
    /// <c>Microsoft.Orleans.Application</c> or <c>Microsoft.Orleans.Runtime</c>.
    /// </summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton(DistributedContextPropagator.Current);
        return builder.AddOutgoingGrainCallFilter<OutgoingTrace>().AddIncomingGrainCallFilter<IncomingTrace>();
    }
}
