using System.Text.Json;
using Orleans.Storage;

namespace Commerce.Silo.Storage;

/// <summary>How every grain's state becomes bytes, whichever host stores them (see <see cref="StateJson"/>).</summary>
public sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
