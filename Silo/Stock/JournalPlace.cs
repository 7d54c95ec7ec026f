using Commerce.Silo.Hosting;
using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>Which database the stock journal lies in: PostgreSQL when there is a connection string, else a file in the data folder.</summary>
/// <param name="folder">Null in a cluster, which has none.</param>
internal sealed class JournalPlace(DataFolder? folder, string? postgres)
{
    /// <summary>What the two are called where it matters that one is not the other.</summary>
    public string Kind => postgres is null ? "file" : "PostgreSQL";

    /// <summary>For the one writer.</summary>
    /// <exception cref="StartUpException">The entries are still where they were before there was a connection string.</exception>
    public IJournalStore Store()
    {
        if (postgres is null) return new SqliteJournalStore(folder!.Journal);
        return folder is null || !File.Exists(folder.Journal) ? new PostgresJournalStore(postgres) : throw new StartUpException(
            $"The stock journal lies in '{folder.Journal}', and ConnectionStrings:{Database.Name} is set: stop the shop and run 'Silo move-journal' first.");
    }

    /// <summary>For looking on. Null: there is no journal yet.</summary>
    public IJournalReader? Reader()
    {
        if (postgres is null) return File.Exists(folder!.Journal) ? new SqliteJournalFile(folder.Journal).Reader() : null;
        var connection = new NpgsqlConnection(postgres);
        connection.Open();
        if (PostgresJournal.IsComplete(connection)) return new PostgresJournalReader(connection);
        connection.Dispose();
        return null;
    }
}
