using System.Net;
using System.Net.Sockets;
using Commerce.Proofs;

namespace Commerce.Tests.Cluster.Running;

/// <summary>One silo of a cluster, a process of its own on this machine.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private RunningSilo(ProductProcess process, int port) => (Process, Port) = (process, port);

    public ProductProcess Process { get; }

    /// <summary>Where the other silos reach it; its address in Orleans begins with it.</summary>
    public int Port { get; }

    /// <summary>Answers when it lets clients in.</summary>
    public static async Task<RunningSilo> StartAsync(string database, string clusterId, params string[] settings)
    {
        var (port, gateway) = (Ports.Free(), Ports.Free());
        var process = new ProductProcess("Silo",
        [
            $"--ConnectionStrings:Commerce={database}", $"--Cluster:ClusterId={clusterId}", $"--Cluster:SiloPort={port}",
            $"--Cluster:GatewayPort={gateway}", "--Cluster:AdvertisedAddress=127.0.0.1", .. settings,
        ]);
        try
        {
            await process.UntilAsync(() => ListensAsync(gateway));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        return new(process, port);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<bool> ListensAsync(int port)
    {
        using var gateway = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await gateway.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
