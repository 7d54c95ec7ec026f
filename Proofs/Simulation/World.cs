namespace Commerce.Proofs.Simulation;

/// <summary>Time, chance and order of everything in one simulation. Nothing happens at once: there is one thread and one next step.</summary>
internal sealed class World(ulong seed, bool traced)
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long When, long Turn)> _agenda = new();
    private long _turn;

    public Dice Dice { get; } = new(seed);

    /// <summary>Ticks since noon by the one true clock, which no part of the product can see.</summary>
    public long Now { get; private set; } = -Sale.Before.Ticks;

    /// <summary>Faults are over: what was asked is asked again until it is answered.</summary>
    public bool Healed { get; set; }

    public int[] Faults { get; } = new int[Enum.GetValues<Fault>().Length];
    public List<string> Trace { get; } = [];
    public bool Traced => traced;

    /// <summary>The continuations of the product that are ready to run.</summary>
    public Turns Turns { get; set; } = new();

    public void At(long when, Action act) => _agenda.Enqueue(act, (Math.Max(when, Now), ++_turn));

    public void After(long delay, Action act) => At(Now + delay, act);

    /// <summary>An instant of the clients' common clock: each is later than the one before.</summary>
    public long Instant() => ++_turn;

    public void Did(Fault fault) => Faults[(int)fault]++;

    public bool Step()
    {
        if (Turns.Ready > 0 && !Dice.OneIn(8))
        {
            Turns.RunOne(Dice);
            return true;
        }

        if (_agenda.TryDequeue(out var act, out var due))
        {
            Now = due.When;
            act();
            return true;
        }

        if (Turns.Ready == 0) return false;
        Turns.RunOne(Dice);
        return true;
    }

    public void Note(string what)
    {
        if (traced) Trace.Add($"{Noon.AddTicks(Now):HH:mm:ss.fffffff} {what}");
    }
}

/// <summary>Where the product's continuations wait for their turn; of a process that has died they wait for ever.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Go, object? With)> _ready = [];
    private bool _dead;

    public int Ready => _ready.Count;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!_dead) _ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits");

    public override SynchronizationContext CreateCopy() => this;

    public void Die()
    {
        _dead = true;
        _ready.Clear();
    }

    /// <summary>Mostly the oldest; callers that were answered together go on in any order.</summary>
    public void RunOne(Dice dice)
    {
        var at = dice.OneIn(4) ? dice.Below(_ready.Count) : 0;
        var (go, with) = _ready[at];
        _ready.RemoveAt(at);
        go(with);
    }
}

/// <summary>The clock of one machine, which may be set.</summary>
internal sealed class FakeClock(World world) : TimeProvider
{
    public long Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => World.Noon.AddTicks(world.Now + Skew);
}
