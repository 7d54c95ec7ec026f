using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Calls;
using Orleans.Configuration;
using Orleans.Manifest;
using Orleans.Observers;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>The engine: takes a call from a reference to its target, and ends it for the caller if the target does not.</summary>
internal sealed class EmbeddedRuntime : IDisposable
{
    private readonly TimeSpan _grainTimeout;
    private readonly TimeSpan _clientTimeout;
    private readonly bool _cancelsLate;
    private readonly bool _waitsForCancelled;

    public EmbeddedRuntime(
        IServiceProvider services,
        TimeProvider time,
        GrainManifest manifest,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> siloMessaging,
        IOptions<ClientMessagingOptions> clientMessaging,
        ILoggerFactory loggers)
    {
        Services = services;
        Log = new(loggers.CreateLogger("Orleans.Embedded"));
        Collection = collection.Value;
        MaxWaiting = siloMessaging.Value.MaxEnqueuedRequestsHardLimit;
        _grainTimeout = siloMessaging.Value.ResponseTimeout;
        _clientTimeout = clientMessaging.Value.ResponseTimeout;
        _cancelsLate = siloMessaging.Value.CancelRequestOnTimeout;
        _waitsForCancelled = siloMessaging.Value.WaitForCancellationAcknowledgement;
        Clock = new(time);
        Classes = new(manifest, services, Collection);
        References = new(manifest, Classes, this);
        Catalog = new(this);
        Observers = new(this);
        Filters = new(services);
        Sweeper = new(time, Clock, Catalog, Collection);
    }

    public IServiceProvider Services { get; }

    public HostLog Log { get; }

    public GrainCollectionOptions Collection { get; }

    public CoarseClock Clock { get; }

    public GrainClasses Classes { get; }

    public ReferenceCatalog References { get; }

    public GrainCatalog Catalog { get; }

    public ObserverRegistry Observers { get; }

    public CallFilters Filters { get; }

    public Sweeper Sweeper { get; }

    /// <summary>0 is no limit.</summary>
    public int MaxWaiting { get; }

    public Gate Gate { get; } = new();

    /// <summary>Sends a call off. Failures come to the caller's task, never out of here.</summary>
    public void Send(GrainReference target, RequestBase request)
    {
        var source = Activation.Current;
        request.Target = target;
        request.Source = source;
        request.Context = RequestContext.Values;
        if (Gate.Refusal(source) is { } refusal)
        {
            Fail(request, refusal);
            return;
        }

        if (!request.IsOneWay)
        {
            request.Deadline = Clock.Deadline(request.GetDefaultResponseTimeout() ?? (source is null ? _clientTimeout : _grainTimeout));
            if (request.IsCancellable && request.GetCancellationToken() is { CanBeCanceled: true } token && !FollowToken(request, token)) return;
        }

        Deliver(request);
    }

    public void SendOneWay(GrainReference target, RequestBase request)
    {
        if (Filters.HasOutgoing) _ = Filters.SendAsync<object?>(target, request);
        else Send(target, request);
    }

    /// <summary>Puts a call where its target's calls are, making the target if there is none.</summary>
    public void Deliver(RequestBase request)
    {
        try
        {
            var reference = request.Target!;
            var target = reference.LastTarget;
            while (target is null || !target.TryPost(request)) reference.LastTarget = target = Find(reference.GrainId);
        }
        catch (Exception thrown)
        {
            Fail(request, thrown);
        }
    }

    public void TimeOut(RequestBase request)
    {
        var waited = request.GetDefaultResponseTimeout() ?? (request.Source is null ? _clientTimeout : _grainTimeout);
        if (_cancelsLate) CancelInTurn(request);
        request.SetException(new TimeoutException($"{request} to {request.Target?.GrainId} was not answered within {waited}."));
    }

    public void Dispose() => Sweeper.Dispose();

    private static void CancelInTurn(RequestBase request)
    {
        if (!request.IsCancellable) return;

        // In a turn of the grain, so that what it registered on the token runs there and not on the canceller's thread.
        if (request.Holder is { } holder) holder.QueueAction(static state => ((RequestBase)state).TryCancel(), request);
    }

    private ICallTarget Find(GrainId id) => ObserverRegistry.IsObserver(id) ? Observers.Find(id) : Catalog.GetOrCreate(id);

    private void Fail(RequestBase request, Exception thrown)
    {
        if (request.IsOneWay) Log.OneWayFailed(request, request.Target!.GrainId, thrown);
        else request.SetException(thrown);
    }

    private bool FollowToken(RequestBase request, CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            request.SetException(new OperationCanceledException(token));
            return false;
        }

        var registration = token.UnsafeRegister(
            (state, cancelled) =>
            {
                var call = (RequestBase)state!;
                CancelInTurn(call);
                if (!_waitsForCancelled) call.SetException(new OperationCanceledException(cancelled));
            },
            request);
        request.ReplyTask.GetAwaiter().UnsafeOnCompleted(registration.Dispose);
        return true;
    }
}
