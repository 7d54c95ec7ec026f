using Commerce.Silo.Hosting;
using Commerce.Silo.Operations;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Silo.Audit;

/// <summary><c>Silo audit</c>: looks only, also while the shop runs.</summary>
internal static class AuditCommand
{
    /// <exception cref="StartUpException">There are differences, or nothing to look at.</exception>
    public static async Task RunAsync(string[] args)
    {
        var words = new Words(args);
        using var host = Commands.Beside(words.Settings, out _);
        using var journal = host.Services.GetRequiredService<JournalPlace>().Reader()
            ?? throw new StartUpException("There is no stock journal here: nothing was ever stored.");
        switch (words.Plain)
        {
            case []:
                await using (var db = await host.Services.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContextAsync())
                {
                    await CheckTablesAsync(db);
                    var older = host.Services.GetService<DataFolder>() is { } folder
                        ? new JournalMark(folder).Behind(host.Services.GetRequiredService<JournalPlace>(), journal)
                        : null;   // a cluster keeps no folder beside its database
                    if (older is not null) Console.WriteLine($"  ! the journal is older than the data folder: {older}");
                    Refuse(new AuditRun(journal, db, Console.Out, TimeProvider.System.GetUtcNow()).Run() + (older is null ? 0 : 1));
                }

                break;
            case ["replay"]:
                Refuse(new ReplayRun(journal, Console.Out).Run());
                break;
            case ["as-of", var key, var time]:
                if (journal.Head(key) is null) throw new StartUpException($"There is no stock '{key}': write SHOP/SKU.");
                var zone = AuditTime.Zone(words.Zone, host.Services.GetService<DataFolder>(), Keys.Shop(key));
                new AsOf(journal, key, AuditTime.Parse(time, zone, TimeProvider.System.GetUtcNow()), zone).Print(Console.Out, words.Customer);
                break;
            default:
                throw new StartUpException(
                    "Write 'audit', 'audit replay' or 'audit as-of SHOP/SKU TIME [--customer ID] [--zone ZONE]'.");
        }
    }

    private static void Refuse(int differences)
    {
        if (differences > 0) throw new StartUpException($"The audit found {differences} differences.");
    }

    private static async Task CheckTablesAsync(CommerceDb db)
    {
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new StartUpException("The database is older than this program: run 'Silo migrate' first.");
        }
    }

    /// <summary>The command's own words, and what is a setting of the program.</summary>
    private sealed class Words
    {
        private readonly List<string> _plain = [], _settings = [];

        public Words(string[] args)
        {
            for (var i = 0; i < args.Length; i++)
            {
                if (args[i] is "--customer" && i + 1 < args.Length) Customer = args[++i];
                else if (args[i] is "--zone" && i + 1 < args.Length) Zone = args[++i];
                else (args[i].StartsWith('-') ? _settings : _plain).Add(args[i]);
            }
        }

        public string[] Plain => [.. _plain];
        public string[] Settings => [.. _settings];
        public string? Customer { get; }
        public string? Zone { get; }
    }
}
