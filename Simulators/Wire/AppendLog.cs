using System.Buffers;
using System.Text.Json;

namespace Commerce.Simulators.Wire;

/// <summary>One object as it is from now on; a null value means it is gone.</summary>
internal readonly record struct Change(string Kind, string Id, object? Value);

/// <summary>
/// What a simulated service remembers: a file of lines, each line a set of changes that hold together or not at all.
/// Writers only append to memory; one thread writes and flushes what gathered meanwhile (group commit), and an answer waits for
/// <see cref="FlushedAsync"/>, because the real services do not forget what they answered. Without a folder it is memory only.
/// The file is rewritten with the living objects at each opening; within one run it grows by what was changed in that run.
/// </summary>
internal sealed class AppendLog(string? folder, string name, JsonSerializerOptions json) : IDisposable
{
    private readonly object _gate = new();
    private FileStream? _file;
    private Thread? _writer;
    private ArrayBufferWriter<byte> _collecting = new(64 * 1024);
    private ArrayBufferWriter<byte> _flushing = new(64 * 1024);
    private TaskCompletionSource _next = NewBatch();
    private Task _underWay = Task.CompletedTask;
    private bool _closing;

    /// <summary>Replays the file into <paramref name="replay"/>, rewrites it with <paramref name="living"/>, and opens it for more.</summary>
    public void Recover(Action<string, string, JsonElement> replay, Func<IEnumerable<Change>> living)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        _file = AppendLogFile.Open(Path.Combine(folder, name + ".log"), json, replay, living);
        _writer = new Thread(Write) { IsBackground = true, Name = "append-log " + name };
        _writer.Start();
    }

    /// <summary>
    /// Puts the changes in line to be stored. Call it inside the lock that made the change, so the file has the order of the memory.
    /// Waits for nothing.
    /// </summary>
    public void Append(params ReadOnlySpan<Change> changes)
    {
        if (_file is null || changes.IsEmpty) return;
        var line = new ArrayBufferWriter<byte>(1024);
        AppendLogFile.WriteLine(line, changes, json);
        lock (_gate)
        {
            if (_closing) return;
            _collecting.Write(line.WrittenSpan);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Everything appended before this call is on the disk when the task ends.</summary>
    public Task FlushedAsync()
    {
        if (_file is null) return Task.CompletedTask;
        lock (_gate) return _collecting.WrittenCount > 0 ? _next.Task : _underWay;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _writer?.Join();
        _file?.Dispose();
    }

    private void Write()
    {
        while (Collect() is { } batch)
        {
            try
            {
                _file!.Write(_flushing.WrittenSpan);
                _file.Flush(flushToDisk: true);
                batch.SetResult();
            }
            catch (IOException e)
            {
                // The callers are told that nothing is certain; the service answers them with its 500.
                batch.SetException(e);
            }

            _flushing.ResetWrittenCount();
        }
    }

    private TaskCompletionSource? Collect()
    {
        lock (_gate)
        {
            while (_collecting.WrittenCount == 0)
            {
                if (_closing) return null;
                Monitor.Wait(_gate);
            }

            (_collecting, _flushing) = (_flushing, _collecting);
            var batch = _next;
            _underWay = batch.Task;
            _next = NewBatch();
            return batch;
        }
    }

    private static TaskCompletionSource NewBatch() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
