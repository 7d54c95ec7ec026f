using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Calls;

/// <summary>A call on its way through filters: each <see cref="Invoke"/> goes one further, the last one makes the call.</summary>
internal abstract class FilteredCall(RequestBase request) : IGrainCallContext
{
    private int _next;

    public IInvokable Request => request;

    public abstract object Grain { get; }

    public GrainId? SourceId => Source?.GrainId;

    public GrainId TargetId => request.Target!.GrainId;

    public GrainInterfaceType InterfaceType => request.Target!.InterfaceType;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set
        {
            if (Response is { Exception: null } response && !ReferenceEquals(response, Response.Completed)) response.Result = value;
            else Response = Response.FromResult(value);
        }
    }

    protected RequestBase Call => request;

    protected abstract Activation? Source { get; }

    public async Task Invoke()
    {
        if (await TryInvokeNext(_next++)) return;

        Response = await MakeCallAsync();
        if (Response.Exception is { } thrown) ExceptionDispatchInfo.Throw(thrown);
    }

    /// <summary>False: the last filter has had its turn.</summary>
    protected abstract ValueTask<bool> TryInvokeNext(int index);

    protected abstract ValueTask<Response> MakeCallAsync();
}

/// <summary>The same, arriving.</summary>
internal sealed class IncomingCall(IIncomingGrainCallFilter[] filters, RequestBase request, Activation target)
    : FilteredCall(request), IIncomingGrainCallContext
{
    public override object Grain => target.GrainInstance!;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = target.GrainInstance!.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    protected override Activation? Source => Call.Source;

    protected override async ValueTask<bool> TryInvokeNext(int index)
    {
        if (index >= filters.Length) return false;
        await filters[index].Invoke(this);
        return true;
    }

    protected override ValueTask<Response> MakeCallAsync() => Call.Invoke();
}

/// <summary>The same, leaving.</summary>
internal sealed class OutgoingCall : FilteredCall, IOutgoingGrainCallContext
{
    private readonly IOutgoingGrainCallFilter[] _filters;
    private readonly GrainReference _target;
    private readonly Activation? _source = Activation.Current;

    public OutgoingCall(IOutgoingGrainCallFilter[] filters, GrainReference target, RequestBase request)
        : base(request)
    {
        _filters = filters;
        _target = target;
        request.Target = target;
    }

    public override object Grain => _target;

    public IGrainContext? SourceContext => _source;

    protected override Activation? Source => _source;

    protected override async ValueTask<bool> TryInvokeNext(int index)
    {
        if (index >= _filters.Length) return false;
        await _filters[index].Invoke(this);
        return true;
    }

    protected override async ValueTask<Response> MakeCallAsync()
    {
        if (Call.IsOneWay)
        {
            _target.Shared.Runtime.Send(_target, Call);
            return Response.Completed;
        }

        var reply = Call.ReplyTask;
        _target.Shared.Runtime.Send(_target, Call);
        try
        {
            await reply;
        }
        catch (Exception thrown)
        {
            return Response.FromException(thrown);
        }

        return Call.ResponseOf(reply);
    }
}
