using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>How the attributes of a grain class and call-chain reentrancy let calls interleave.</summary>
internal sealed partial class Activation
{
    private Dictionary<Guid, int>? _reentrantSections;

    protected override bool TakesCalls => _phase == Phase.Active && (_ending is null || _ending.Drains);

    protected override bool AwaitsQuiet => _ending is not null;

    public void EnterReentrantSection(Guid id)
    {
        _reentrantSections ??= [];
        _reentrantSections[id] = _reentrantSections.GetValueOrDefault(id) + 1;
    }

    public void ExitReentrantSection(Guid id)
    {
        if (_reentrantSections is null || !_reentrantSections.TryGetValue(id, out var count)) return;
        if (count <= 1) _reentrantSections.Remove(id);
        else _reentrantSections[id] = count - 1;
    }

    public override void OnLost(RequestBase request, Exception thrown) => Runtime.Log.OneWayFailed(request, GrainId, thrown);

    public override void OnThrown(Exception thrown)
    {
        // A state that somebody else has changed: what this activation holds is wrong, so the next call reads it anew.
        if (thrown is not Storage.InconsistentStateException { IsFromHere: true } conflict) return;
        conflict.IsFromHere = false;
        Deactivate(new(DeactivationReasonCode.ApplicationError, thrown, "Its stored state was changed by somebody else."));
    }

    protected override void OnMustWait(RequestBase request)
    {
        if (_phase == Phase.New) BeginActivating(request);
    }

    protected override void Attend()
    {
        if (_phase != Phase.Active) return;

        base.Attend();
        if (_ending is { } ending && Running == 0 && !(ending.Drains && Waiting > 0)) BeginDeactivating(ending);
    }

    protected override bool CouldInterleave(RequestBase request) => Class.HasInterleavePredicate || request.Context is not null;

    protected override bool MayInterleave(RequestBase request, IReadOnlyList<RequestBase> unfinished) =>
        Class.IsReentrant
        || IsInReentrantSection(request)
        || (Class.HasInterleavePredicate && !request.IsLocal && PredicateAllows(request, unfinished));

    protected override void Start(RequestBase request)
    {
        request.SetTarget(this);
        if (Class.FiltersCalls || Runtime.Filters.HasIncoming) Runtime.Filters.StartIncoming(request, this);
        else request.Start(this);
    }

    private bool IsInReentrantSection(RequestBase request) =>
        _reentrantSections is { Count: > 0 } sections
        && request.Context is { } context
        && context.TryGetValue(RequestContext.ReentrancyKey, out var id)
        && id is Guid section
        && sections.ContainsKey(section);

    private bool PredicateAllows(RequestBase request, IReadOnlyList<RequestBase> unfinished)
    {
        try
        {
            return Class.MayInterleave(GrainInstance, request)
                || (unfinished.Count > 0 && unfinished.All(other => Class.MayInterleave(GrainInstance, other)));
        }
        catch (Exception thrown)
        {
            // The call fails rather than waits for ever; having ended, it is not begun either.
            request.SetException(thrown);
            return true;
        }
    }
}
