using Orleans.Activations;

namespace Orleans.Runtime;

/// <summary>A way to a grain or observer: the base of every proxy the generator makes.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        Shared = shared;
        GrainId = GrainId.Create(shared.GrainType, key);
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => Shared.InterfaceType;

    public ushort InterfaceVersion => Shared.InterfaceVersion;

    public virtual string InterfaceName => InterfaceType.ToString();

    internal GrainReferenceShared Shared { get; }

    /// <summary>Where the last call went: most often the next one goes there too.</summary>
    internal ICallTarget? LastTarget { get; set; }

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => this.AsReference<TGrainInterface>();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    protected ValueTask<T?> InvokeAsync<T>(IRequest methodDescription)
    {
        var request = (RequestBase)methodDescription;
        var runtime = Shared.Runtime;
        if (request.IsOneWay)
        {
            runtime.SendOneWay(this, request);
            return default;
        }

        if (runtime.Filters.HasOutgoing) return new(runtime.Filters.SendAsync<T?>(this, request));

        var reply = (Task<T?>)request.ReplyTask;
        runtime.Send(this, request);
        return new(reply);
    }

    protected ValueTask InvokeAsync(IRequest methodDescription)
    {
        var request = (RequestBase)methodDescription;
        var runtime = Shared.Runtime;
        if (request.IsOneWay)
        {
            runtime.SendOneWay(this, request);
            return default;
        }

        if (runtime.Filters.HasOutgoing) return new(runtime.Filters.SendAsync<object?>(this, request));

        var reply = request.ReplyTask;
        runtime.Send(this, request);
        return new(reply);
    }

    protected void Invoke(IRequest methodDescription) => Shared.Runtime.SendOneWay(this, (RequestBase)methodDescription);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}

/// <summary>What all references of one interface to one grain class have in common.</summary>
public class GrainReferenceShared
{
    internal GrainReferenceShared(GrainType grainType, GrainInterfaceType interfaceType, ushort interfaceVersion, EmbeddedRuntime runtime)
    {
        GrainType = grainType;
        InterfaceType = interfaceType;
        InterfaceVersion = interfaceVersion;
        Runtime = runtime;
    }

    public GrainType GrainType { get; }

    public GrainInterfaceType InterfaceType { get; }

    public ushort InterfaceVersion { get; }

    internal EmbeddedRuntime Runtime { get; }
}
