using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

internal static partial class JournalLog
{
    [LoggerMessage(1101, LogLevel.Error, "A flush of the stock journal failed: {Segments} SKUs are read again")]
    public static partial void FlushFailed(this ILogger log, Exception cause, int segments);
}
