using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>One living grain.</summary>
internal sealed class Activation
{
    private int _started;

    public static IGrainContext? Current => null;

    public void OnEnded(RequestBase request) => _started--;

    public void OnWaiting(RequestBase request) => _started++;
}

/// <summary>The host.</summary>
internal sealed class EmbeddedRuntime
{
    public ReferenceCatalog References { get; } = new();

    public void Send(GrainReference target, RequestBase request) => References.Cast(target, request.GetInterfaceType());
}

/// <summary>Makes references.</summary>
internal sealed class ReferenceCatalog
{
    private readonly string _why = "not yet";

    public object Cast(GrainReference reference, Type interfaceType) => throw new NotSupportedException(_why);
}

/// <summary>Call-chain reentrancy.</summary>
internal static class ReentrantSections
{
    public static void Enter(Guid id) => GC.KeepAlive(id);

    public static void Exit(Guid id) => GC.KeepAlive(id);
}
