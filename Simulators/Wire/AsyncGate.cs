namespace Commerce.Simulators.Wire;

/// <summary>Lets all that wait pass once it is set, and closes again.</summary>
internal sealed class AsyncGate
{
    private TaskCompletionSource _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync() => Volatile.Read(ref _opening).Task;

    public void Set() => Interlocked.Exchange(ref _opening, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
