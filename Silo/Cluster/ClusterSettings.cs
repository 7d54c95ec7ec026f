using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commerce.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Commerce.Silo.Cluster;

/// <summary>
/// How this process finds its cluster and is found in it: configuration section <c>Cluster</c>. Where it says nothing, Orleans' own
/// section (<c>Orleans:Endpoints:SiloPort</c> …) does.
/// </summary>
/// <param name="ClusterId">Silos and webs with the same one are one cluster.</param>
/// <param name="ServiceId">Whose states and reminders these are; it outlives any cluster.</param>
/// <param name="Advertised">Where other processes reach this silo; null: the machine's first address that is not its own loop.</param>
/// <param name="ProbeTimeout">How long a silo may be silent, three times, before the others call it dead.</param>
internal sealed record ClusterSettings(
    string ClusterId, string ServiceId, int SiloPort, int GatewayPort, IPAddress? Advertised, TimeSpan ProbeTimeout)
{
    public const string Section = "Cluster";

    private static readonly TimeSpan ShortestProbe = TimeSpan.FromMilliseconds(100), LongestProbe = TimeSpan.FromMinutes(1);

    /// <summary>All of the machine's addresses, but none that others reach for a cluster that lives on one machine.</summary>
    public IPAddress Listens => Advertised is { } advertised && IPAddress.IsLoopback(advertised) ? advertised : IPAddress.Any;

    /// <exception cref="StartUpException">A value cannot be used.</exception>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        string? Said(string name, string orleans) =>
            configuration[$"{Section}:{name}"] is { Length: > 0 } own ? own : configuration[$"Orleans:{orleans}"];
        var settings = new ClusterSettings(
            Name(Said("ClusterId", "ClusterId"), "ClusterId"),
            Name(Said("ServiceId", "ServiceId"), "ServiceId"),
            Port(Said("SiloPort", "Endpoints:SiloPort"), 11_111, "SiloPort"),
            Port(Said("GatewayPort", "Endpoints:GatewayPort"), 30_000, "GatewayPort"),
            Address(Said("AdvertisedAddress", "Endpoints:AdvertisedIPAddress")),
            Probe(configuration[$"{Section}:ProbeTimeout"]));
        return settings.SiloPort != settings.GatewayPort ? settings : throw new StartUpException(
            $"{Section}:SiloPort and {Section}:GatewayPort are both {settings.SiloPort}: they must be two ports.");
    }

    private static string Name(string? said, string name)
    {
        if (said is null) return "commerce";
        return said.Length <= 100 && !said.Any(char.IsWhiteSpace) ? said : throw new StartUpException(
            $"{Section}:{name} is '{said}': it must be a word of at most 100 characters.");
    }

    private static int Port(string? said, int otherwise, string name)
    {
        if (said is null) return otherwise;
        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? port
            : throw new StartUpException($"{Section}:{name} is '{said}': it must be a port, 1 to 65535.");
    }

    /// <summary>A name is looked up once: silos know each other by numbers.</summary>
    private static IPAddress? Address(string? said)
    {
        if (said is null) return null;
        if (IPAddress.TryParse(said, out var address)) return address;
        try
        {
            var found = Dns.GetHostAddresses(said);
            return Array.Find(found, one => one.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw new StartUpException($"{Section}:AdvertisedAddress is '{said}': there is no such address.", unknown);
        }
    }

    private static TimeSpan Probe(string? said)
    {
        if (said is null) return TimeSpan.FromSeconds(2);
        return TimeSpan.TryParse(said, CultureInfo.InvariantCulture, out var probe) && probe >= ShortestProbe && probe <= LongestProbe
            ? probe
            : throw new StartUpException($"{Section}:ProbeTimeout is '{said}': it must be a time such as 00:00:02, at most a minute.");
    }
}
