using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Commerce.Silo.Hosting;

/// <summary>Something outside the program makes a start impossible; the message is the one sentence that the operator reads.</summary>
public sealed class StartUpException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Checks made before anything is built, and how a failed one ends the process.</summary>
public static class StartUp
{
    /// <summary>Runs a program. A start that cannot succeed ends with one sentence on the error stream and exit code 1.</summary>
    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (Exception wrong) when (Sentence(wrong) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>What the operator can mend, in words; null for a defect, which keeps its stack trace.</summary>
    private static string? Sentence(Exception wrong) => wrong switch
    {
        StartUpException => wrong.Message,
        InvalidOperationException { InnerException: DbException cause } => Sentence(cause),   // as the read model tells it
        NpgsqlException => $"The PostgreSQL of ConnectionStrings:{Database.Name} cannot be used: {wrong.Message.ReplaceLineEndings(" ")}",
        DbException => $"The database cannot be used: {wrong.Message.ReplaceLineEndings(" ")}",
        IOException { InnerException: AddressInUseException } =>
            $"{wrong.Message} Stop the program that listens there, or choose with --urls.",
        _ => null,
    };

    /// <exception cref="StartUpException">A value cannot be used.</exception>
    internal static CommerceOptions ReadOptions(IHostApplicationBuilder builder)
    {
        var options = new CommerceOptions();
        try
        {
            builder.Configuration.GetSection(CommerceOptions.Section).Bind(options);
        }
        catch (InvalidOperationException wrong)
        {
            throw new StartUpException($"{CommerceOptions.Section}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }

        if (string.IsNullOrWhiteSpace(options.DataFolder)) throw new StartUpException("Commerce:DataFolder is empty: name a folder.");

        Check(nameof(options.PublicBaseUrl), options.PublicBaseUrl, IsAddress(options.PublicBaseUrl));
        Check(nameof(options.LineApiBase), options.LineApiBase, IsAddress(options.LineApiBase));
        Check(nameof(options.StripeApiBase), options.StripeApiBase, IsAddress(options.StripeApiBase));
        Check(nameof(options.LiffSdkUrl), options.LiffSdkUrl, IsAddress(options.LiffSdkUrl) || IsPath(options.LiffSdkUrl));
        Check(nameof(options.StripeJsUrl), options.StripeJsUrl, IsAddress(options.StripeJsUrl) || IsPath(options.StripeJsUrl));
        if (options.StockEntriesWaiting < 1)
        {
            throw new StartUpException($"{CommerceOptions.Section}:{nameof(options.StockEntriesWaiting)} is {options.StockEntriesWaiting}: at least 1.");
        }

        if (options.DrainWithin < TimeSpan.FromSeconds(1) || options.DrainWithin > TimeSpan.FromMinutes(10))
        {
            throw new StartUpException(
                $"{CommerceOptions.Section}:{nameof(options.DrainWithin)} is {options.DrainWithin}: from 00:00:01 to 00:10:00.");
        }

        return options;
    }

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 };

    private static bool IsPath(string value) => value.StartsWith('/') && !value.StartsWith("//", StringComparison.Ordinal);

    private static void Check(string name, string value, bool usable)
    {
        if (!usable) throw new StartUpException($"{CommerceOptions.Section}:{name} is '{value}': it must be an http or https address.");
    }
}
