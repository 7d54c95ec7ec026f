using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Commerce.Tests.Contract;

/// <summary>A storage whose every n-th write fails without having written: a disk that is full at times.</summary>
internal sealed class FlakyStore(int failEvery) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (object? State, string Etag)> _records = new();
    private int _writes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T?)record.State, record.Etag, true);
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        var count = Interlocked.Increment(ref _writes);
        if (count % failEvery == 0) throw new IOException("The disk is full.");

        grainState.ETag = count.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        _records[(stateName, grainId)] = (grainState.State, grainState.ETag);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove((stateName, grainId), out _);
        return Task.CompletedTask;
    }
}
