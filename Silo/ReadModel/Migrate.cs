using Commerce.Silo.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.ReadModel;

/// <summary>The command <c>migrate</c>: creates the read model's database or brings it up to date. Safe to repeat.</summary>
internal static class Migrate
{
    public static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        var folder = StartUp.ReadOptions(builder).DataFolder;
        var database = Database.Of(builder.Configuration);
        builder.Services.AddSingleton(_ => DataFolder.Beside(Path.GetFullPath(folder, builder.Environment.ContentRootPath)));
        builder.Services.AddReadModel(database);

        using var host = builder.Build();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContextAsync();
        var pending = (await db.Database.GetPendingMigrationsAsync()).ToArray();
        await db.Database.MigrateAsync();
        Console.WriteLine(pending.Length == 0 ? "Nothing to do: the database is up to date." : $"Applied {string.Join(", ", pending)}.");
    }
}
