using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(1301, LogLevel.Information, "Staff log-in of {Shop}, shown this once: {Email} with password {Password}")]
    public static partial void Hired(this ILogger log, string shop, string email, string password);

    [LoggerMessage(1302, LogLevel.Information,
        "Staff log-in of {Shop}: {Email}, with the password shown when it was made. A new one: dotnet run --project Silo -- password {Email}")]
    public static partial void AlreadyHired(this ILogger log, string shop, string email);

    [LoggerMessage(1303, LogLevel.Warning, "The next round of the demo sale could not be announced")]
    public static partial void NotAnnounced(this ILogger log, Exception cause);
}
