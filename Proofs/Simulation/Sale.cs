using Commerce.Proofs.History;
using Commerce.Stock;

namespace Commerce.Proofs.Simulation;

/// <summary>What people do during the sale: mostly sensible things, and everything else now and then.</summary>
internal sealed class Sale
{
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(20);
    private static readonly string[] People = ["hanako", "taro", "jiro", "yuki"];

    private readonly World _world;
    private readonly Crowd _crowd;
    private readonly Func<long> _skew;   // of the silo's clock, to arrive at an instant of it
    private readonly List<(string Sku, Asked Hold)> _holds = [];
    private readonly Dictionary<string, SaleTerms> _terms = [];
    private readonly Dictionary<string, long> _seen = [];   // settings that staff last saw
    private int _keys;

    public Sale(World world, Crowd crowd, Func<long> skew)
    {
        (_world, _crowd, _skew) = (world, crowd, skew);
        crowd.Heard = Heard;
    }

    private Dice Dice => _world.Dice;

    public void Prepare(string sku)
    {
        var terms = new SaleTerms
        {
            Version = 1,
            Opens = World.Noon,
            Closes = World.Noon + (Long / 2),
            PerOrder = Dice.Of<int?>(null, 2, 3),
            PerPerson = Dice.Of<int?>(null, 2, 3),
            HoldFor = TimeSpan.FromMinutes(Dice.Of(1, 3)),
            ExtendBy = TimeSpan.FromMinutes(1),
            Period = Dice.Of(CapPeriod.Lifetime, CapPeriod.Sale, CapPeriod.Days),
            PeriodDays = 1,
            Early = Dice.OneIn(2) ? new("gold", 1) : null,
        };
        _terms[sku] = terms;
        _crowd.Send(Requests.SetTerms(sku, New(AskKind.Terms, "terms-1"), terms));
        _crowd.Send(Requests.Adjust(sku, New(AskKind.Adjust, "supply") with { Quantity = 2 + Dice.Below(5) }));
        foreach (var edge in new[] { terms.Opens, terms.Closes })
        {
            if (Dice.OneIn(2)) Aim(Requests.Hold(sku, Hold()), edge!.Value);
        }
    }

    public void Act(string sku)
    {
        switch (Dice.Below(20))
        {
            case < 8: Ask(Requests.Hold(sku, Hold())); break;
            case 8: Ask(Requests.HoldMany(sku, [Hold(), Hold(), Hold()])); break;
            case < 15: OfHold(); break;
            case 15 or 16: Again(); break;
            case 17: Ask(Requests.Look(sku, New(AskKind.Look, $"look-{++_keys}"))); break;
            default: Edit(sku); break;
        }
    }

    private void OfHold()
    {
        if (_holds.Count == 0) return;
        var (sku, hold) = _holds[Dice.Below(_holds.Count)];
        switch (Dice.Below(7))
        {
            case < 2: Ask(Requests.Commit(sku, New(AskKind.Commit, hold.Key))); break;
            case < 4: Ask(Requests.Extend(sku, New(AskKind.Extend, hold.Key))); break;
            case < 6: Ask(Requests.Release(sku, New(AskKind.Release, hold.Key))); break;
            default: Ask(Requests.Hold(sku, Hold() with { CustomerId = hold.CustomerId, Replaces = hold.Key })); break;
        }
    }

    /// <summary>The same again, long after; or the key of one thing for another.</summary>
    private void Again()
    {
        if (_holds.Count == 0) return;
        var (sku, hold) = _holds[Dice.Below(_holds.Count)];
        var again = New(AskKind.Hold, hold.Key) with
        {
            CustomerId = hold.CustomerId,
            Quantity = hold.Quantity,
            Replaces = hold.Replaces,
            Segments = hold.Segments,
        };
        if (!Dice.OneIn(4))
        {
            Ask(Requests.Hold(sku, again));
            return;
        }

        _world.Did(Fault.KeyReused);
        Ask(Requests.Hold(sku, again with { Quantity = hold.Quantity + 1 }));
    }

    private void Edit(string sku)
    {
        _world.Did(Fault.StaffEdit);
        long? expected = Dice.OneIn(2) && _seen.TryGetValue(sku, out var seen) ? seen : null;
        switch (Dice.Below(3))
        {
            case 0:
                var adjust = New(AskKind.Adjust, $"adjust-{++_keys}") with { Quantity = Dice.Of(-2, -1, 1, 2), ExpectedVersion = expected };
                Ask(Requests.Adjust(sku, adjust));
                break;
            case 1:
                var paused = Dice.OneIn(2);
                Ask(Requests.Switch(sku, New(AskKind.Switch, $"switch-{++_keys}") with { ExpectedVersion = expected }, paused));
                break;
            default:
                var terms = _terms[sku] = Changed(_terms[sku]);
                Ask(Requests.SetTerms(sku, New(AskKind.Terms, $"terms-{terms.Version}"), terms));
                break;
        }
    }

    private SaleTerms Changed(SaleTerms terms) => Dice.Below(4) switch
    {
        0 => terms with { Version = terms.Version + 1, PerPerson = Dice.Of<int?>(null, 1, 2, 4) },
        1 => terms with { Version = terms.Version + 1, PerOrder = Dice.Of<int?>(null, 1, 2) },
        2 => terms with { Version = terms.Version + 1, Closes = terms.Closes + TimeSpan.FromMinutes(3) },
        _ => terms with { Version = terms.Version + 1, Sale = terms.Sale + 1, Period = CapPeriod.Sale },
    };

    private Asked Hold()
    {
        var asked = New(AskKind.Hold, $"order-{++_keys}") with
        {
            CustomerId = People[Dice.Below(People.Length)],
            Quantity = Dice.Of(1, 1, 1, 2, 2, 3, 0),
            Segments = Dice.OneIn(3) ? ["gold"] : [],
        };
        return asked;
    }

    private Asked New(AskKind kind, string key) => new(kind, key, _world.Instant());

    private void Ask(Request request)
    {
        foreach (var asked in request.Asked)
        {
            if (asked.Kind == AskKind.Hold) _holds.Add((request.Sku, asked));
        }

        _crowd.Send(request);
    }

    /// <summary>Whoever was told until when a unit is theirs may come at that very instant.</summary>
    private void Heard(string sku, Asked asked)
    {
        if (asked.View is { } view) _seen[sku] = view.Version;
        if (_world.Healed || asked.Outcome != Outcome.Granted || asked.Until is not { } until || !Dice.OneIn(2)) return;
        Aim(
            Dice.Below(4) switch
            {
                0 => Requests.Commit(sku, New(AskKind.Commit, asked.Key)),
                1 => Requests.Extend(sku, New(AskKind.Extend, asked.Key)),
                2 => Requests.Release(sku, New(AskKind.Release, asked.Key)),
                _ => Requests.Hold(sku, Hold()),
            },
            until);
    }

    private void Aim(Request request, DateTimeOffset instant)
    {
        var when = (instant - World.Noon).Ticks - _skew() + Dice.Of(-1, 0, 0, 1);
        if (when <= _world.Now || when > Long.Ticks) return;
        _world.Did(Fault.AtTheInstant);
        _crowd.SendFor(request, when);
    }

    /// <summary>A time during which something may be done.</summary>
    public long Sometime() => Dice.Below(Long) - Before.Ticks;
}
