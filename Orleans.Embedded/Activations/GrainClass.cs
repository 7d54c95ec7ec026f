using System.Reflection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Activations;

/// <summary>What all activations of one grain class have in common, found out once.</summary>
internal sealed class GrainClass
{
    private readonly Func<IInvokable, bool>? _mayInterleave;
    private readonly Func<object?, IInvokable, bool>? _mayInterleaveHere;

    public GrainClass(Type type, GrainFactoryMethod create, GrainCollectionOptions collection)
    {
        Type = type;
        Create = create;
        GrainType = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Workers = type.GetCustomAttribute<StatelessWorkerAttribute>(inherit: true);
        FiltersCalls = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        IdleAge = AgeOf(type, collection);
        (_mayInterleave, _mayInterleaveHere) = PredicateOf(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public GrainFactoryMethod Create { get; }

    public bool IsReentrant { get; }

    public bool FiltersCalls { get; }

    public StatelessWorkerAttribute? Workers { get; }

    /// <summary>An activation idle for so long is collected; infinite is never.</summary>
    public TimeSpan IdleAge { get; }

    public bool HasInterleavePredicate => _mayInterleave is not null || _mayInterleaveHere is not null;

    public bool MayInterleave(object? instance, IInvokable call) =>
        _mayInterleave?.Invoke(call) ?? _mayInterleaveHere?.Invoke(instance, call) ?? false;

    /// <summary>The class's stated name, or its own in small letters without "Grain" at the end, as Orleans has it.</summary>
    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } stated) return stated.GetGrainType(null!, type);

        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name);
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return Timeout.InfiniteTimeSpan;
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>(inherit: true) is { } limit)
        {
            return limit.AgeLimit == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
        }

        return collection.ClassSpecificCollectionAge.TryGetValue(type.FullName ?? type.Name, out var age) ? age : collection.CollectionAge;
    }

    private static (Func<IInvokable, bool>?, Func<object?, IInvokable, bool>?) PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>(inherit: true) is not { } stated) return default;

        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(stated.CallbackMethodName, Any, [typeof(IInvokable)])
            ?? throw new OrleansConfigurationException(
                $"{type.FullName} names {stated.CallbackMethodName} in [MayInterleave] but has no such method that takes an {nameof(IInvokable)}.");
        return method.IsStatic
            ? (method.CreateDelegate<Func<IInvokable, bool>>(), null)
            : (null, (instance, call) => (bool)method.Invoke(instance, [call])!);
    }
}

/// <summary>Makes a grain instance for an activation.</summary>
internal delegate object GrainFactoryMethod(IGrainContext context);
