using System.Diagnostics;

namespace Commerce.Stock;

/// <summary>
/// The call that carries many holds, as a part of their traces. A span has one parent: it is the first hold that is traced; the others
/// are linked.
/// </summary>
internal static class DoorTrace
{
    /// <summary>Null: nobody traces any of them.</summary>
    public static Activity? Call(WaitingHold first, int count)
    {
        if (!Telemetry.Source.HasListeners()) return null;
        Activity? parent = null;
        List<ActivityLink>? links = null;
        var waiting = first;
        for (var i = 0; i < count; i++, waiting = waiting.Next!)
        {
            if (waiting.From is not { } from) continue;
            if (parent is null) parent = from;
            else (links ??= []).Add(new(from.Context));
        }

        if (parent is null) return null;
        var call = Telemetry.Source.StartActivity("stock.door", ActivityKind.Internal, parent.Context, links: links);
        return call?.SetTag("commerce.holds", count);
    }
}
