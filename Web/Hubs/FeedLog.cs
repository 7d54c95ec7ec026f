namespace Commerce.Web.Hubs;

internal static partial class FeedLog
{
    [LoggerMessage(3201, LogLevel.Warning, "The feed of {Shop} does not answer; asking again")]
    public static partial void FeedSilent(this ILogger log, Exception cause, string shop);

    [LoggerMessage(3202, LogLevel.Information, "The feed of {Shop} did not hear us leave; the subscription lapses by itself")]
    public static partial void LeavingNotHeard(this ILogger log, Exception cause, string shop);
}
