using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence;

/// <summary>One state of one activation, between its grain and its storage.</summary>
internal sealed class PersistentState<T>(string stateName, IGrainContext context, IGrainStorage storage) : IPersistentState<T>, ILifecycleObserver
{
    private readonly GrainState<T> _state = new(New());

    public T State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.ReadStateAsync(stateName, context.GrainId, _state, cancellationToken);
        }
        catch (Exception thrown)
        {
            Rethrow(thrown, "reading");
        }

        _state.State ??= New();
    }

    public async Task WriteStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.WriteStateAsync(stateName, context.GrainId, _state, cancellationToken);
        }
        catch (Exception thrown)
        {
            Rethrow(thrown, "writing");
        }
    }

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.ClearStateAsync(stateName, context.GrainId, _state, cancellationToken);
        }
        catch (Exception thrown)
        {
            Rethrow(thrown, "clearing");
        }

        _state.State = New();
    }

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.CompletedTask : ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a grain finds that was never stored: an empty one of its kind, by the constructor without parameters if there is one.</summary>
    private static T New() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>()
        : typeof(T).IsAbstract || typeof(T).IsArray || typeof(T) == typeof(string) ? default!
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    // As Orleans does: the host's own exceptions go through, a storage's are named and wrapped.
    private void Rethrow(Exception thrown, string doing)
    {
        if (thrown is OrleansException or OperationCanceledException) ExceptionDispatchInfo.Throw(thrown);
        throw new OrleansException($"{storage.GetType().Name} failed while {doing} state \"{stateName}\" of {context.GrainId}: {thrown.Message}", thrown);
    }
}
