using Commerce.Silo.ReadModel;
using Commerce.Silo.Staff;
using Commerce.Silo.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Hosting;

/// <summary>What an operator does beside the running shop: on the same folder and database, without running a grain.</summary>
internal static class Commands
{
    /// <summary>Creates the tables of the read model, of the stock journal in PostgreSQL and of the cluster, or brings them up to date. Safe to repeat.</summary>
    public static async Task MigrateAsync(string[] args)
    {
        using var host = Beside(args, out var database);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContextAsync();
        var pending = (await db.Database.GetPendingMigrationsAsync()).ToArray();
        await db.Database.MigrateAsync();
#if CLUSTER
        await Cluster.OrleansTables.CreateAsync(database!);
#endif
        if (database is not null && PostgresJournal.Create(database)) pending = [.. pending, "the stock journal's tables"];
        Console.WriteLine(pending.Length == 0 ? "Nothing to do: the database is up to date." : $"Applied {string.Join(", ", pending)}.");
    }

    /// <summary>Takes the stock journal from the data folder to PostgreSQL, while the shop is stopped.</summary>
    public static async Task MoveJournalAsync(string[] args)
    {
        using var host = Beside(args, out var database);
        if (database is null) throw new StartUpException($"ConnectionStrings:{Database.Name} is empty: name the PostgreSQL to move to.");
        using var folder = DataFolder.Open(host.Services.GetRequiredService<DataFolder>().Path);
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
        builder.Services.AddSingleton(_ => DataFolder.Beside(Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath)));
        builder.Services.AddReadModel(database);
        builder.Services.AddJournalPlace(database);
        builder.Logging.ClearProviders();   // what it has to say, it says on the console
        return builder.Build();
    }
}
