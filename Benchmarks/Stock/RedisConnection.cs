using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Commerce.Benchmarks.Stock;

/// <summary>As much of Redis' protocol as is needed here: commands are collected, sent together and answered in order.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _out = new byte[64 * 1024], _in = new byte[64 * 1024];
    private int _written, _read, _filled;

    private RedisConnection()
    {
    }

    public static async Task<RedisConnection> OpenAsync(string path)
    {
        var redis = new RedisConnection();
        await redis._socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return redis;
    }

    public static async Task<RedisConnection?> TryOpenAsync(string path)
    {
        try
        {
            return await OpenAsync(path);
        }
        catch (SocketException)
        {
            return null;    // not listening yet
        }
    }

    /// <summary>One command and its answer as text; an error's text too.</summary>
    public async Task<string> TextAsync(params string[] command)
    {
        Begin(command.Length);
        foreach (var part in command) Add(part);
        await SendAsync();
        while (true)
        {
            if (TryLine(out var line))
            {
                if (line[0] != '$') return line[1..];
                if (line == "$-1") return "";
                string? text;
                while (!TryLine(out text)) await ReceiveAsync();    // none of the texts asked for has a line end in it
                return text;
            }

            await ReceiveAsync();
        }
    }

    public void Begin(int parts) => Head('*', parts);

    public void Add(string part)
    {
        Head('$', Encoding.UTF8.GetByteCount(part));
        _written += Encoding.UTF8.GetBytes(part, _out.AsSpan(_written));
        End();
    }

    public void Add(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        Head('$', length);
        digits[..length].CopyTo(_out.AsSpan(_written));
        _written += length;
        End();
    }

    public async ValueTask SendAsync()
    {
        for (var sent = 0; sent < _written;) sent += await _socket.SendAsync(_out.AsMemory(sent, _written - sent));
        _written = 0;
    }

    public async ValueTask ReceiveAsync()
    {
        if (_read > 0) _in.AsSpan(_read, _filled - _read).CopyTo(_in);
        _filled -= _read;
        _read = 0;
        var got = await _socket.ReceiveAsync(_in.AsMemory(_filled));
        if (got == 0) throw new IOException("Redis closed the connection");
        _filled += got;
    }

    /// <summary>The next answer, if it is here whole. It must be a number.</summary>
    public bool TryNumber(out long number)
    {
        number = 0;
        var rest = _in.AsSpan(_read, _filled - _read);
        var end = rest.IndexOf((byte)'\n');
        if (end < 0) return false;
        if (rest[0] != ':') throw new InvalidOperationException(Encoding.UTF8.GetString(rest[..end]));
        if (!Utf8Parser.TryParse(rest[1..], out number, out _)) throw new InvalidDataException("Redis answered no number");
        _read += end + 1;
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool TryLine(out string line)
    {
        var rest = _in.AsSpan(_read, _filled - _read);
        var end = rest.IndexOf("\r\n"u8);
        line = end < 0 ? "" : Encoding.UTF8.GetString(rest[..end]);
        if (end >= 0) _read += end + 2;
        return end >= 0;
    }

    private void Head(char kind, int number)
    {
        _out[_written++] = (byte)kind;
        Utf8Formatter.TryFormat(number, _out.AsSpan(_written), out var length);
        _written += length;
        End();
    }

    private void End()
    {
        _out[_written++] = (byte)'\r';
        _out[_written++] = (byte)'\n';
    }
}
