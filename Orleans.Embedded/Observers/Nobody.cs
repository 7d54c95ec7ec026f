using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Observers;

/// <summary>Takes calls to observers that are gone. As in Orleans nobody answers them: a one-way call is lost, any other ends by its timeout.</summary>
internal sealed class Nobody(EmbeddedRuntime runtime) : CallQueue(runtime), ICallTarget
{
    private List<RequestBase> _unanswered = [];

    protected override bool TakesCalls => false;

    protected override bool IsChanging => _unanswered.Count > 0;

    public override object? GetTarget() => null;

    public override object? GetComponent(Type componentType) => null;

    public override void OnLost(RequestBase request, Exception thrown) => Runtime.Log.OneWayFailed(request, request.Target!.GrainId, thrown);

    public override bool Sweep(long now)
    {
        RequestBase[] late;
        lock (Gate)
        {
            late = [.. _unanswered.Where(request => request.Deadline <= now)];
            _unanswered = _unanswered.FindAll(request => request.Deadline > now && !request.HasEnded);
        }

        foreach (var request in late) Runtime.TimeOut(request);
        return base.Sweep(now);
    }

    protected override void Receive(RequestBase request)
    {
        Runtime.Log.ObserverGone(request.ToString(), request.Target!.GrainId);
        if (request.IsOneWay) return;
        lock (Gate) _unanswered.Add(request);
    }
}
