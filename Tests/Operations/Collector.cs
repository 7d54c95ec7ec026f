using System.Net;
using System.Text;
using Commerce.Proofs;
using Commerce.Tests.Support;

namespace Commerce.Tests.Operations;

/// <summary>Where metrics and traces are sent to, as the one who reads along sees it: bytes with names and values in them.</summary>
internal sealed class Collector : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpListener _listener = new();
    private readonly StringBuilder _heard = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Collector()
    {
        Address = new($"http://127.0.0.1:{Ports.Free()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ListenAsync();
    }

    public Uri Address { get; }

    public string Heard
    {
        get
        {
            lock (_heard) return _heard.ToString();
        }
    }

    /// <summary>Waits until something of this name has come.</summary>
    public async Task HearsAsync(string name)
    {
        while (true)
        {
            Task more;
            lock (_heard) more = _more.Task;
            if (Heard.Contains(name, StringComparison.Ordinal)) return;
            await more.WaitAsync(Patience);
        }
    }

    public void Dispose()
    {
        ((IDisposable)_listener).Dispose();
        Leftovers.Write("traces", Heard);
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true) await TakeAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task TakeAsync(HttpListenerContext call)
    {
        using var bytes = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(bytes);
        call.Response.ContentType = "application/x-protobuf";
        call.Response.Close();
        TaskCompletionSource heard;
        lock (_heard)
        {
            _heard.Append(Encoding.UTF8.GetString(bytes.ToArray()));
            (heard, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        heard.SetResult();
    }
}
