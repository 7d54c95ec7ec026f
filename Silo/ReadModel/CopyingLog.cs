using Microsoft.Extensions.Logging;

namespace Commerce.Silo.ReadModel;

internal static partial class CopyingLog
{
    [LoggerMessage(1201, LogLevel.Error, "The entries of {Key} are not copied any further: run 'Silo audit'")]
    public static partial void EntriesDamaged(this ILogger log, Exception cause, string key);

    [LoggerMessage(1202, LogLevel.Warning, "Stock entries could not be copied now")]
    public static partial void NotCopied(this ILogger log, Exception cause);

    [LoggerMessage(1203, LogLevel.Error,
        "The stock journal of {Key} ends at entry {Last}, but entry {Copied} was copied: it is older than its copies, run 'Silo audit'")]
    public static partial void JournalOlderThanCopies(this ILogger log, string key, long last, long copied);
}
