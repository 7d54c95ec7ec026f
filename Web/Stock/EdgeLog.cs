namespace Commerce.Web.Stock;

internal static partial class EdgeLog
{
    [LoggerMessage(3101, LogLevel.Warning, "The last refusals of this web could not be told to their stock")]
    public static partial void LastRefusalsNotTold(this ILogger log, Exception cause);

    [LoggerMessage(3102, LogLevel.Warning, "Could not tell {Key} of {Count} kinds of refusals; they are told again")]
    public static partial void RefusalsNotTold(this ILogger log, Exception cause, string key, int count);
}
