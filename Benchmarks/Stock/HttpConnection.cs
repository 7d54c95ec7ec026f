using System.Buffers.Text;
using System.Net.Sockets;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// One keep-alive connection, one request at a time, no allocations: what asks shares two cores with what is asked. Understands as much
/// of HTTP/1.1 as our own server speaks: a length or chunks, and a body that fits the buffer.
/// </summary>
internal sealed class HttpConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _out = new byte[8 * 1024], _in = new byte[16 * 1024];
    private int _written, _filled, _answers;

    private HttpConnection()
    {
    }

    /// <summary>Of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>The body of the last answer, with its chunk sizes where it has chunks. Empty when that is all there is.</summary>
    public ReadOnlySpan<byte> Body => _in.AsSpan(_bodyAt, _filled - _bodyAt);

    private int _bodyAt;

    public static async Task<HttpConnection> OpenAsync(Uri url)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(url.Host, url.Port);
        return connection;
    }

    public void Write(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_out.AsSpan(_written));
        _written += part.Length;
    }

    public void Write(string ascii) => _written += System.Text.Encoding.ASCII.GetBytes(ascii, _out.AsSpan(_written));

    /// <summary>Sends what was written and reads the whole answer.</summary>
    public async ValueTask AskAsync()
    {
        for (var sent = 0; sent < _written;) sent += await _socket.SendAsync(_out.AsMemory(sent, _written - sent));
        (_written, _filled, Status) = (0, 0, 0);
        do
        {
            if (_filled == _in.Length) throw new InvalidDataException($"The answer is longer than {_in.Length} bytes");
            var got = await _socket.ReceiveAsync(_in.AsMemory(_filled));
            if (got == 0) throw new IOException($"The server closed the connection after {_answers} answers and {_filled} bytes");
            _filled += got;
        }
        while (!IsWhole());
        _answers++;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool IsWhole()
    {
        var answer = _in.AsSpan(0, _filled);
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        _bodyAt = head + 4;
        if (!Utf8Parser.TryParse(answer[9..], out int status, out _)) throw new InvalidDataException("The answer is not HTTP");
        Status = status;
        var length = answer[..head].IndexOf("\r\nContent-Length: "u8);
        if (length < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return Utf8Parser.TryParse(answer[(length + 18)..], out int bytes, out _) && _filled >= _bodyAt + bytes;
    }
}
