using Commerce.Stock;
using Commerce.Tests.Simulators;
using Commerce.Tests.Support;
using Commerce.Web.Stock;

namespace Commerce.Tests.Stock;

/// <summary>However many ask, the stock is asked one call at a time and seldom; and nobody is told what is older than they may be told.</summary>
public sealed class SkuGateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 3, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Keep = TimeSpan.FromMilliseconds(50);

    private readonly LookedAtStock _stock = new();
    private readonly ManualClock _clock = new(Noon);
    private readonly WatchedClock _watched;

    public SkuGateTests() => _watched = new(_clock);

    [Fact]
    public async Task A_storm_of_looks_is_one_call_and_what_it_heard_serves_for_its_time()
    {
        var gate = new SkuGate(_stock, _watched, Keep);

        var storm = Enumerable.Range(0, 1_000).Select(_ => gate.LookAsync().AsTask()).ToArray();
        (await _stock.NextAsync()).Answer(Free(7));
        var views = await Task.WhenAll(storm);
        _clock.Advance(Keep);
        var later = await gate.LookAsync();

        Assert.All(views.Append(later), view => Assert.Equal(7, view.Free));
        Assert.Equal(1, _stock.Calls);
    }

    [Fact]
    public async Task What_has_become_too_old_is_asked_for_again()
    {
        var gate = await GateAsync(Free(7));
        _clock.Advance(Keep + TimeSpan.FromTicks(1));

        var look = gate.LookAsync().AsTask();
        (await _stock.NextAsync()).Answer(Free(6));

        Assert.Equal(6, (await look).Free);
    }

    [Fact]
    public async Task Hold_ids_travel_together_and_not_before_their_time()
    {
        var gate = await GateAsync(Free(0));
        var waits = _watched.NextTimer();

        var asked = Enumerable.Range(0, 100).Select(i => gate.Recognise($"hold-{i}")!).ToArray();
        await waits;
        Assert.Equal(1, _stock.Calls);
        _clock.Advance(Keep);
        var call = await _stock.NextAsync();
        call.Answer(Free(0), "hold-7");

        Assert.Equal(100, call.HoldIds.Length);
        Assert.Equal(["hold-7"], (await Task.WhenAll(asked)).Select((seen, i) => seen.Known ? $"hold-{i}" : "").Where(id => id.Length > 0));
    }

    [Fact]
    public async Task More_than_one_call_takes_are_turned_away()
    {
        var gate = await GateAsync(Free(0));

        var asked = Enumerable.Range(0, RecogniseRequest.Most).Select(i => gate.Recognise($"hold-{i}")).ToArray();

        Assert.All(asked, Assert.NotNull);
        Assert.Null(gate.Recognise("one-more"));
    }

    [Fact]
    public async Task A_level_that_is_heard_by_the_way_spares_a_call()
    {
        var gate = await GateAsync(Free(7));
        _clock.Advance(Keep * 2);

        gate.Hear(new(9, _clock.GetUtcNow(), 5, Paused: false, Version: 1), _clock.GetTimestamp());

        Assert.Equal(5, (await gate.LookAsync()).Free);
        Assert.Equal(1, _stock.Calls);
    }

    [Fact]
    public async Task After_a_change_of_settings_the_terms_are_read_again()
    {
        var gate = await GateAsync(Free(7));

        gate.Hear(new(9, _clock.GetUtcNow(), 5, Paused: true, Version: 2), _clock.GetTimestamp());
        _clock.Advance(Keep);
        var look = gate.LookAsync().AsTask();
        (await _stock.NextAsync()).Answer(Free(5) with { Paused = true, Version = 2 });

        Assert.True((await look).Paused);
    }

    [Fact]
    public async Task A_call_that_fails_fails_those_who_waited_for_it_and_the_next_one_asks_again()
    {
        var gate = new SkuGate(_stock, _watched, Keep);
        var lost = gate.LookAsync().AsTask();
        (await _stock.NextAsync()).Fail();
        await Assert.ThrowsAsync<StockJournalException>(() => lost);

        _clock.Advance(Keep);
        var next = gate.LookAsync().AsTask();
        (await _stock.NextAsync()).Answer(Free(7));

        Assert.Equal(7, (await next).Free);
    }

    [Fact]
    public async Task While_the_stock_does_not_answer_nobody_else_waits_for_it()
    {
        var gate = await GateAsync(Free(0));
        _clock.Advance(Keep);
        var waiting = gate.Recognise("hold-1")!;
        var call = await _stock.NextAsync();

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(gate.Recognise("hold-2"));
        Assert.Equal(0, (await gate.LookAsync()).Free);

        call.Answer(Free(0));
        Assert.False((await waiting).Known);
        Assert.NotNull(gate.Recognise("hold-3"));
    }

    private async Task<SkuGate> GateAsync(StockView stock)
    {
        var gate = new SkuGate(_stock, _watched, Keep);
        var look = gate.LookAsync().AsTask();
        (await _stock.NextAsync()).Answer(stock);
        await look;
        return gate;
    }

    private static StockView Free(int units) =>
        new("P1", 7, 10, units, 0, 10 - units, false, SaleTerms.Always, ImmutableDictionary<Reason, long>.Empty, 1, Noon);
}
