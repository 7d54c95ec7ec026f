using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>One living grain: its identity, services and components. Calls and lifetime are in the other parts.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its cancellation source has no timer, so there is nothing to dispose of.")]
internal sealed partial class Activation(EmbeddedRuntime runtime, GrainClass grainClass, GrainId id, IActivationHome home)
    : CallQueue(runtime), IGrainContext, ICallTarget
{
    private readonly ActivationId _activationId = ActivationId.NewId();
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncServiceScope? _scope;
    private GrainReference? _reference;
    private GrainLifecycle? _lifecycle;
    private Dictionary<Type, object>? _components;

    /// <summary>The activation whose turn runs on this thread, or null outside of grains.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public GrainId GrainId { get; } = id;

    public GrainClass Class { get; } = grainClass;

    public object? GrainInstance { get; private set; }

    public ActivationId ActivationId => _activationId;

    public GrainReference GrainReference => _reference ??= Runtime.References.ForGrain(GrainId);

    public IServiceProvider ActivationServices => (_scope ?? throw new InvalidOperationException($"{GrainId} has no services yet.")).ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new GrainLifecycle();

    public IWorkItemScheduler Scheduler => this;

    public Task Deactivated => _deactivated.Task;

    public override object? GetTarget() => GrainInstance;

    public override object? GetComponent(Type componentType)
    {
        ArgumentNullException.ThrowIfNull(componentType);
        if (componentType.IsInstanceOfType(GrainInstance)) return GrainInstance;
        if (componentType.IsInstanceOfType(this)) return this;
        lock (Gate)
        {
            if (_components is not null && _components.TryGetValue(componentType, out var component)) return component;
        }

        return _scope?.ServiceProvider.GetService(componentType);
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        lock (Gate)
        {
            _components ??= [];
            if (value is null) _components.Remove(typeof(TComponent));
            else _components[typeof(TComponent)] = value;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[{GrainId}{_activationId} {_phase}]";
}
