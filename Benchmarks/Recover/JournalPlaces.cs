using Commerce.Benchmarks.Stock;
using Commerce.Silo.Stock;

namespace Commerce.Benchmarks.Recover;

/// <summary>A place for one journal, gone when disposed.</summary>
internal sealed class JournalPlaces : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recover");
    private readonly PostgresServer? _postgres;

    private JournalPlaces(PostgresServer? postgres) => _postgres = postgres;

    public static async Task<JournalPlaces> MakeAsync(bool postgres)
    {
        var places = new JournalPlaces(postgres ? new() : null);
        if (places._postgres is not null) await places._postgres.CreateAsync();
        return places;
    }

    public IJournalStore Open() => Open(_postgres?.ConnectionString, Path.Combine(_folder.FullName, "journal.db"));

    public static IJournalStore Open(string? postgres, string file) =>
        postgres is null ? new SqliteJournalStore(file) : new PostgresJournalStore(postgres);

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
