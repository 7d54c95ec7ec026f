namespace Commerce;

/// <summary>How every grain with a stored state writes it: nothing stays in memory that might not be stored.</summary>
internal static class Storing
{
    /// <summary>Stores <paramref name="next"/>. When that fails the old state is put back, the grain ends and the failure goes to the caller.</summary>
    public static async Task StoreAsync<T>(this IGrainBase grain, IPersistentState<T> stored, T next)
        where T : class
    {
        var before = stored.State;
        if (ReferenceEquals(before, next)) return;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // The write may have landed or not: nobody is answered from this memory again, the next activation reads the truth.
            stored.State = before;
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
