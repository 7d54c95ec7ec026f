namespace Commerce.Payments;

/// <summary>
/// Work on one thing at a time, in a grain that does several things at once: of two that ask the provider for the same at the same moment it
/// would refuse one ("this key is in use"). For the turns of one grain only.
/// </summary>
internal sealed class Turns
{
    /// <summary>What is worked on now, and when that ends.</summary>
    private readonly Dictionary<string, Task> _busy = [];

    public Task Take(string thing, Func<Task> work) => Take(thing, async () =>
    {
        await work();
        return true;
    });

    public async Task<T> Take<T>(string thing, Func<Task<T>> work)
    {
        while (_busy.TryGetValue(thing, out var other)) await other;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _busy[thing] = done.Task;
        try
        {
            return await work();
        }
        finally
        {
            _busy.Remove(thing);
            done.SetResult();
        }
    }
}
