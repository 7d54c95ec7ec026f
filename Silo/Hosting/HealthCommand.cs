using System.Net.Sockets;
#if CLUSTER
using System.Net;
using Commerce.Silo.Cluster;
using Microsoft.Extensions.Hosting;
#endif

namespace Commerce.Silo.Hosting;

/// <summary>
/// <c>Silo health</c>: whether this machine's silo lets clients in, which it does once it is a member of its cluster. <c>Silo health URL</c>:
/// whether a web answers there with 200. For containers, whose image has no other tool to ask with.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <exception cref="StartUpException">It does not.</exception>
    public static async Task RunAsync(string[] args)
    {
        try
        {
            if (args is [var url, ..] && !url.StartsWith('-')) await AskAsync(url);
            else await ConnectAsync(args);
        }
        catch (Exception wrong) when (wrong is SocketException or HttpRequestException or OperationCanceledException or UriFormatException)
        {
            throw new StartUpException($"Not ready: {wrong.Message}", wrong);
        }

        Console.WriteLine("ready");
    }

    private static async Task AskAsync(string url)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var answer = await http.GetAsync(new Uri(url));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task ConnectAsync(string[] args)
    {
#if CLUSTER
        var settings = ClusterSettings.Of(Host.CreateApplicationBuilder(args).Configuration);
        using var patience = new CancellationTokenSource(Patience);
        using var gateway = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await gateway.ConnectAsync(settings.Advertised ?? IPAddress.Loopback, settings.GatewayPort, patience.Token);
#else
        await Task.CompletedTask;
        throw new StartUpException("Only silos of the cluster build have a gateway: write 'health URL' to ask a web.");
#endif
    }
}
