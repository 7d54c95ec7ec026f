using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Commerce.Simulators.Wire;

/// <summary>
/// Where this process listens. Options may name a path ("/webhooks/line") instead of an address, because the simulators
/// live in the host they call and its port is only known once it listens.
/// </summary>
internal sealed class HostAddress(IServer server)
{
    public Uri Resolve(Uri address)
    {
        if (address.IsAbsoluteUri && !address.IsFile) return address;
        return new Uri(Origin(), address.ToString());
    }

    private Uri Origin()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var first = listening.FirstOrDefault(a => a.StartsWith("http://", StringComparison.Ordinal)) ?? listening.FirstOrDefault()
            ?? throw new InvalidOperationException("The host listens nowhere yet: give an absolute address in the simulator's options.");

        return new Uri(first.Replace("://*", "://localhost").Replace("://+", "://localhost")
            .Replace("://0.0.0.0", "://localhost").Replace("://[::]", "://localhost"));
    }
}
