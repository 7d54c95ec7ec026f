using System.Net;
using System.Net.Sockets;

namespace Commerce.Proofs;

/// <summary>Ports of this machine for servers that must be told theirs before they start.</summary>
internal static class Ports
{
    // Below 32768, from where Linux takes the ports of connections that go out: those come and go between this look and the server's start.
    private const int First = 20_000, Count = 12_000;

    private static int _last = Random.Shared.Next(Count);

    /// <summary>A port that nobody listens on now, and that this process has not been given lately.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Free()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
            }
        }

        throw new InvalidOperationException($"Every port from {First} to {First + Count - 1} is taken.");
    }
}
