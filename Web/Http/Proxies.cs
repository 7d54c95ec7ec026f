using System.Net;
using Commerce.Silo.Hosting;
using Microsoft.AspNetCore.HttpOverrides;

namespace Commerce.Web.Http;

/// <summary>
/// Behind a proxy that ends TLS, its word on scheme and address counts. Configuration <c>Proxies</c> lists whose (addresses or networks,
/// such as <c>10.0.0.0/8</c>); without it nobody's does.
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this WebApplication app)
    {
        var named = app.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        if (named.Length == 0) return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in named) options.KnownIPNetworks.Add(Network(one));
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Network(string one) =>
        System.Net.IPNetwork.TryParse(one, out var network) ? network
        : IPAddress.TryParse(one, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartUpException($"Proxies has '{one}': it must be an address or a network such as 10.0.0.0/8.");
}
