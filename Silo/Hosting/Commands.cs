using Commerce.Silo.ReadModel;
using Commerce.Silo.Staff;
using Commerce.Silo.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Hosting;

/// <summary>What an operator does beside the running shop: on the same folder and database, without running a grain.</summary>
internal static class Commands
{
    /// <summary>Takes the stock journal from the data folder to PostgreSQL, while the shop is stopped.</summary>
    public static async Task MoveJournalAsync(string[] args)
    {
        using var host = Beside(args, out var database);
        if (database is null) throw new StartUpException($"ConnectionStrings:{Database.Name} is empty: name the PostgreSQL to move to.");
        var place = host.Services.GetService<DataFolder>() ?? throw new StartUpException("Commerce:DataFolder is empty: name the folder to move from.");
        using var folder = DataFolder.Open(place.Path);
        if (!File.Exists(folder.Journal)) throw new StartUpException($"There is no stock journal in '{folder.Path}'.");
        Console.WriteLine($"Moved the stock journal of {await JournalMove.RunAsync(folder, database)} SKUs to PostgreSQL.");
    }

    /// <summary>Gives a staff account a new password and says it once.</summary>
    public static async Task PasswordAsync(string email, string[] args)
    {
        using var host = Beside(args, out _);
        var password = await host.Services.GetRequiredService<StaffDesk>().ResetAsync(email, CancellationToken.None)
            ?? throw new StartUpException($"There is no staff account '{email}'.");
        Console.WriteLine($"The new password of {email}: {password}");
    }

    /// <summary>The shop's settings, folder and databases, without its grains.</summary>
    internal static IHost Beside(string[] args, out string? database)
    {
        var builder = Host.CreateApplicationBuilder(args);
        var options = StartUp.ReadOptions(builder);
        database = Database.Of(builder.Configuration);
        DatabaseProbe.Check(database);
        if (HasFolder(builder.Configuration))
        {
            builder.Services.AddSingleton(_ => DataFolder.Beside(Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath)));
        }

        builder.Services.AddReadModel(database);
        builder.Services.AddJournalPlace(database);
        builder.Logging.ClearProviders();   // what it has to say, it says on the console
        return builder.Build();
    }

#if CLUSTER
    /// <summary>Only a shop that moves into the cluster; a cluster has none.</summary>
    private static bool HasFolder(ConfigurationManager configuration) =>
        configuration[$"{CommerceOptions.Section}:{nameof(CommerceOptions.DataFolder)}"] is not null;
#else
    private static bool HasFolder(ConfigurationManager _) => true;
#endif
}
