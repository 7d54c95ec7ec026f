using System.Buffers;
using System.Text.Json;

namespace Commerce.Simulators.Wire;

/// <summary>The file behind <see cref="AppendLog"/>: one JSON array of [kind, id, value] per line.</summary>
internal static class AppendLogFile
{
    public static FileStream Open(
        string path, JsonSerializerOptions json, Action<string, string, JsonElement> replay, Func<IEnumerable<Change>> living)
    {
        if (File.Exists(path)) Replay(path, replay);
        Rewrite(path, json, living());

        // Not shared: a second process on the same folder would tear the file.
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public static void WriteLine(ArrayBufferWriter<byte> line, ReadOnlySpan<Change> changes, JsonSerializerOptions json)
    {
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(change.Kind);
                writer.WriteStringValue(change.Id);
                JsonSerializer.Serialize(writer, change.Value, json);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        line.Write("\n"u8);
    }

    private static void Replay(string path, Action<string, string, JsonElement> replay)
    {
        using var reader = new StreamReader(path);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            try
            {
                using var document = JsonDocument.Parse(line);
                foreach (var change in document.RootElement.EnumerateArray())
                    replay(change[0].GetString()!, change[1].GetString()!, change[2]);
            }
            catch (JsonException) when (reader.EndOfStream)
            {
                // A line cut by a crash was never answered to anyone: leave it out.
                return;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path}, line {number}: not a line of changes", e);
            }
        }
    }

    private static void Rewrite(string path, JsonSerializerOptions json, IEnumerable<Change> living)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            var line = new ArrayBufferWriter<byte>(1024);
            foreach (var change in living)
            {
                WriteLine(line, [change], json);
                file.Write(line.WrittenSpan);
                line.ResetWrittenCount();
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
