using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Commerce.Benchmarks.Stock;

/// <summary>What the silo stores its entries with.</summary>
internal enum OurJournal
{
    Sqlite,
    Postgres,

    /// <summary>Nothing is collected, encoded or waited for.</summary>
    None,

    /// <summary>The product's journal over a store that does nothing.</summary>
    NoDisk,
}

/// <summary>Looks into the journal's database from beside it.</summary>
internal static class OurDatabase
{
    public static DbConnection Open(string? postgres, string file)
    {
        DbConnection connection = postgres is null
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
            : new NpgsqlConnection(postgres);
        connection.Open();
        return connection;
    }

    /// <summary>A flush is a block.</summary>
    public static (long Flushes, long Entries) Flushed(DbConnection journal)
    {
        using var count = journal.CreateCommand();
        count.CommandText = "SELECT count(*), coalesce(sum(entries), 0) FROM stock_blocks";
        using var row = count.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>All that is committed to the folder's databases at this instant, in a folder of its own.</summary>
    public static DirectoryInfo Copy(DirectoryInfo folder)
    {
        var copy = Directory.CreateTempSubdirectory("stock");
        foreach (var file in folder.GetFiles("*.db"))
        {
            using var from = (SqliteConnection)Open(null, file.FullName);
            using var to = (SqliteConnection)Open(null, Path.Combine(copy.FullName, file.Name));
            from.BackupDatabase(to);
        }

        return copy;
    }
}
