using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Commerce.Tests.Scenarios;

/// <summary>
/// Every place where an order can be cut off: before and after each of its writes, each call to it or by it, each request to the provider. They are
/// counted as they come by, and one of them fails: a write or a call is lost or its answer is, the provider is silent.
/// </summary>
internal sealed class FaultPoints : IIncomingGrainCallFilter
{
    private int _seen;
    private int _target = int.MaxValue;

    /// <summary>Where it failed; null when the run was over before.</summary>
    public string? Failed { get; private set; }

    public void Arm(int point) => (_seen, _target, Failed) = (0, point, null);

    public void Disarm() => _target = int.MaxValue;

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IIncomingGrainCallFilter>(this);
        var storage = services.Single(made => made.IsKeyedService && made.ServiceType == typeof(IGrainStorage) && "Default".Equals(made.ServiceKey));
        services.Remove(storage);
        services.AddKeyedSingleton<IGrainStorage>(
            "Default", (all, key) => new Storage((IGrainStorage)storage.KeyedImplementationFactory!(all, key), this));
        var gateway = services.Last(made => made.ServiceType == typeof(IPaymentGateway));
        services.AddSingleton<IPaymentGateway>(new Gateway((IPaymentGateway)gateway.ImplementationInstance!, this));
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var concerns = IsOrder(context.SourceId) || IsOrder(context.TargetId);
        if (concerns) Pass("before " + context.MethodName);
        await context.Invoke();
        if (concerns) Pass("after " + context.MethodName);
    }

    private static bool IsOrder(GrainId? id) => id?.Type.ToString() == "order";

    private void Pass(string where)
    {
        if (Interlocked.Increment(ref _seen) - 1 != _target) return;
        Failed = where;
        throw new IOException(where);
    }

    private sealed class Storage(IGrainStorage inner, FaultPoints points) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (IsOrder(grainId)) points.Pass("before write");
            await inner.WriteStateAsync(stateName, grainId, grainState);
            if (IsOrder(grainId)) points.Pass("after write");
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }

    private sealed class Gateway(IPaymentGateway inner, FaultPoints points) : IPaymentGateway
    {
        public async Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop)
        {
            try
            {
                points.Pass($"before {task.Verb} at the provider");
                var answer = await inner.DoAsync(channels, shop, task, stop);
                points.Pass($"after {task.Verb} at the provider");
                return answer;
            }
            catch (IOException)
            {
                return new(new(task.Verb, task.Key, PaymentStanding.Unknown, task.IntentId, Yen.Zero, Yen.Zero, null, null), null);
            }
        }
    }
}
