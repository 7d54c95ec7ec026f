using Microsoft.Extensions.Logging;

namespace Commerce;

internal static partial class GrainLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Could not {What} for {Key}; it is tried again later")]
    public static partial void TriedAgainLater(this ILogger log, Exception cause, string what, string key);
}
