using Commerce.Proofs.History;

namespace Commerce.Proofs.Simulation;

/// <summary>
/// The clients and the network between them and the silo: requests and answers are lost, doubled, late and out of order; whoever
/// hears nothing asks again with the same key. Keeps what they saw.
/// </summary>
internal sealed class Crowd(World world, IReadOnlyList<string> skus)
{
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly Dictionary<string, List<Asked>> _history = skus.ToDictionary(sku => sku, _ => new List<Asked>());
    private readonly List<Request> _unknown = [];

    public Action<Request> Deliver { get; set; } = _ => { };

    /// <summary>One message in so many is lost or doubled; 0: none.</summary>
    public int Trouble { get; init; }

    /// <summary>Called when a client has read an answer.</summary>
    public Action<string, Asked> Heard { get; set; } = (_, _) => { };

    public List<Asked> History(string sku) => _history[sku];

    public void Send(Request request)
    {
        Ask(request);
        if (Loses()) world.Did(Fault.LostRequest);
        else Travel(request);
        if (!Loses()) return;
        world.Did(Fault.DoubledRequest);
        Travel(request);
    }

    /// <summary>Arrives at exactly this time, neither lost nor doubled.</summary>
    public void SendFor(Request request, long when) => world.At(when, () =>
    {
        Ask(request);
        world.Note($"→ {request}");
        Deliver(request);
    });

    /// <summary>From the silo; without anything to write it is a connection that broke.</summary>
    public void Answer(Request request, Action<ImmutableArray<Asked>>? write)
    {
        if (Loses())
        {
            world.Did(Fault.LostAnswer);
            return;
        }

        var late = Loses();
        if (late) world.Did(Fault.LateAnswer);
        world.After(world.Dice.Below(late ? 10 * OnTheWay : OnTheWay), () => Read(request, write));
    }

    /// <summary>Everything that was never answered is asked again, as often as it takes.</summary>
    public void AskAgain()
    {
        var unknown = _unknown.ToArray();
        _unknown.Clear();
        foreach (var request in unknown) Resend(request);
    }

    public bool HasUnknown => _unknown.Count > 0;

    private void Ask(Request request)
    {
        foreach (var asked in request.Asked) _history[request.Sku].Add(asked);
        world.After(Patience.Ticks, () => LosePatience(request));
    }

    private void Travel(Request request) => world.After(world.Dice.Below(OnTheWay), () =>
    {
        world.Note($"→ {request}");
        Deliver(request);
    });

    private void Read(Request request, Action<ImmutableArray<Asked>>? write)
    {
        if (write is null) return;
        var asked = request.Asked;
        // A second answer to one message is an answer too, and must be as true as the first.
        if (asked[0].Outcome != Outcome.Unknown)
        {
            asked = [.. asked.Select(a => a with { Answered = null })];
            _history[request.Sku].AddRange(asked);
        }

        write(asked);
        foreach (var one in asked)
        {
            one.Answered = world.Instant();
            if (world.Traced) world.Note($"← {one.Kind} {one.Key}: {one.Outcome} {(one.Reason == Reason.Unknown ? "" : one.Reason)} {one.Until:HH:mm:ss}");
            Heard(request.Sku, one);
        }
    }

    private void LosePatience(Request request)
    {
        if (request.Asked[0].Outcome != Outcome.Unknown) return;
        if (request.Tries < 3 || world.Healed) Resend(request);
        else _unknown.Add(request);
    }

    private void Resend(Request request) => Send(request.Again(world));

    private bool Loses() => Trouble > 0 && !world.Healed && world.Dice.OneIn(Trouble);
}
