using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence;

/// <summary>Keeps states as bytes in memory, so that what a grain holds and what was stored are different objects, as they are elsewhere.</summary>
internal sealed class MemoryGrainStorage(IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Record> _records = new();
    private long _lastEtag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = _records.GetValueOrDefault((stateName, grainId));
        grainState.ETag = record?.Etag;
        grainState.RecordExists = record is { Data: not null };
        grainState.State = record?.Data is { } data ? serializer.Deserialize<T>(data) : default;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace((stateName, grainId), grainState.ETag, serializer.Serialize(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace((stateName, grainId), grainState.ETag, null);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private string Replace((string State, GrainId Grain) key, string? etag, BinaryData? data)
    {
        var next = new Record(Interlocked.Increment(ref _lastEtag).ToString(CultureInfo.InvariantCulture), data);
        var current = _records.GetValueOrDefault(key);
        var replaced = current?.Etag == etag
            && (current is null ? _records.TryAdd(key, next) : _records.TryUpdate(key, next, current));
        return replaced
            ? next.Etag
            : throw new InconsistentStateException($"State \"{key.State}\" of {key.Grain} was written by somebody else.", current?.Etag, etag);
    }

    private sealed record Record(string Etag, BinaryData? Data);
}
