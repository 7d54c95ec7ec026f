using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>Whether the host takes calls: from nobody before it started, from grains only while it stops, from nobody after that.</summary>
internal sealed class Gate
{
    private volatile Position _position;

    private enum Position
    {
        Starting,
        Open,
        GrainsOnly,
        Shut,
    }

    public void Open() => _position = Position.Open;

    public void CloseToClients() => _position = Position.GrainsOnly;

    public void Close() => _position = Position.Shut;

    public SiloUnavailableException? Refusal(Activation? source) => _position switch
    {
        Position.Open => null,
        Position.GrainsOnly when source is not null => null,
        Position.Starting => new("The host has not started yet."),
        _ => new("The host is stopping."),
    };
}
