using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Operations;

internal static partial class OperationsLog
{
    [LoggerMessage(1401, LogLevel.Warning, "Not ready: {What}")]
    public static partial void NotReady(this ILogger log, string what);

    [LoggerMessage(1402, LogLevel.Information, "Ready")]
    public static partial void ReadyAgain(this ILogger log);

    [LoggerMessage(1403, LogLevel.Warning, "The {What} does not answer")]
    public static partial void PartDoesNotAnswer(this ILogger log, Exception cause, string what);

    [LoggerMessage(1404, LogLevel.Warning,
        "How far the stock journal has come could not be noted in the data folder; it is noted again in a moment")]
    public static partial void NotNoted(this ILogger log, Exception cause);
}
