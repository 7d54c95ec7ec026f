using Microsoft.Extensions.Logging;

namespace Commerce;

/// <summary>Work of a grain that no caller waits for.</summary>
internal static class Unawaited
{
    /// <summary>Lets the work go on by itself. A failure is logged; whoever uses this has an occasion at which the work is done again.</summary>
    public static async void GoOn(this Task work, ILogger log, string what, string key)
    {
        try
        {
            await work;
        }
        catch (Exception e)
        {
            log.TriedAgainLater(e, what, key);
        }
    }
}
