using Orleans.Storage;

namespace Commerce.Silo.Cluster;

/// <summary>
/// Orleans' AdoNet storage takes a key that looks like a number for a number: the states of shops <c>cafe</c>, <c>CAFE</c> and <c>0cafe</c>
/// would be one row. Our keys are words: one that could be read as a number is stored behind a character that no number has.
/// </summary>
internal sealed class WordKeyStorage(IGrainStorage rows) : IGrainStorage
{
    private const string Word = "/";   // no key begins with it: a shop comes first

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ReadStateAsync(stateName, Plain(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.WriteStateAsync(stateName, Plain(grainId), grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ClearStateAsync(stateName, Plain(grainId), grainState);

    private static GrainId Plain(GrainId grain) => grain.TryGetIntegerKey(out _, out _) || grain.TryGetGuidKey(out _, out _)
        ? GrainId.Create(grain.Type, Word + grain.Key)
        : grain;
}
