using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence.Sqlite;

/// <summary>Keeps grain states in the file. Reads go straight to it, writes through the group.</summary>
internal sealed class SqliteGrainStorage(SqliteStore store, IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly ConcurrentDictionary<string, byte[]> _names = new(StringComparer.Ordinal);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (etag, data) = store.Read(Encoding.UTF8.GetBytes(grainId.ToString()), NameOf(stateName));
        grainState.ETag = etag is { } found ? Text(found) : null;
        grainState.RecordExists = data is not null;
        grainState.State = data is null ? default : serializer.Deserialize<T>(new BinaryData(data));
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.Serialize(grainState.State);
        var etag = await store.Writer.WriteAsync(new StateWrite(grainId, NameOf(stateName), Number(grainState.ETag), data.ToMemory()));
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await store.Writer.WriteAsync(new StateClear(grainId, NameOf(stateName), Number(grainState.ETag)));
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private byte[] NameOf(string stateName) => _names.GetOrAdd(stateName, static name => Encoding.UTF8.GetBytes(name));
}
