using Commerce.Stock;
using Commerce.Tests.Support;

namespace Commerce.Tests.Stock;

public sealed class StockDoorTests
{
    private const string Key = "kagetsudo/P1";
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 3, 0, 0, TimeSpan.Zero);

    private readonly HeldStock _stock = new();
    private readonly ManualClock _clock = new(Noon);

    [Fact]
    public async Task The_first_goes_at_once_and_what_comes_meanwhile_travels_together_in_its_order()
    {
        var door = Door(calls: 1);

        var first = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        var others = Enumerable.Range(1, 5).Select(i => door.HoldAsync(Key, Ask(i))).ToArray();
        _stock.Calls[0].Grant();
        await _stock.CalledAsync(2);
        _stock.Calls[1].Grant();

        Assert.Equal(0, (await first).Version);
        Assert.Equal(["hold-1", "hold-2", "hold-3", "hold-4", "hold-5"], _stock.Calls[1].Asks.Select(ask => ask.HoldId));
        Assert.Equal([0, 1, 2, 3, 4], (await Task.WhenAll(others)).Select(reply => reply.Version));
    }

    [Fact]
    public async Task A_call_takes_as_many_as_it_may_and_no_more()
    {
        var door = Door(calls: 1);
        var first = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        var others = Enumerable.Range(1, 600).Select(i => door.HoldAsync(Key, Ask(i))).ToArray();

        for (var call = 1; call <= 4; call++)
        {
            await _stock.CalledAsync(call);
            _stock.Calls[call - 1].Grant();
        }

        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 256, 256, 88], _stock.Calls.Select(call => call.Asks.Length));
        Assert.Equal(Enumerable.Range(0, 601).Select(i => $"hold-{i}"), _stock.Calls.SelectMany(call => call.Asks).Select(ask => ask.HoldId));
    }

    [Fact]
    public async Task Calls_that_wait_for_the_disk_overlap_up_to_their_number()
    {
        var door = Door(calls: 2);
        var asked = new List<Task<HoldReply>>();
        for (var i = 0; i < 2; i++)
        {
            asked.Add(door.HoldAsync(Key, Ask(i)));
            await _stock.CalledAsync(i + 1);
        }

        asked.Add(door.HoldAsync(Key, Ask(2)));
        asked.Add(door.HoldAsync(Key, Ask(3)));
        Assert.Equal(2, _stock.Calls.Count);

        _stock.Calls[1].Grant();
        await _stock.CalledAsync(3);
        Assert.Equal(2, _stock.Calls[2].Asks.Length);
        _stock.Calls[0].Grant();
        _stock.Calls[2].Grant();
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task A_failed_call_fails_its_own_asks_and_the_next_ones_go_through()
    {
        var door = Door(calls: 1);
        var lost = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        var next = door.HoldAsync(Key, Ask(1));

        _stock.Calls[0].Reply.SetException(new StockJournalException("the disk is gone"));
        await _stock.CalledAsync(2);
        _stock.Calls[1].Grant();

        await Assert.ThrowsAsync<StockJournalException>(() => lost);
        Assert.Null((await next).Refused);
    }

    [Fact]
    public async Task The_same_ask_twice_in_one_call_is_answered_twice()
    {
        var door = Door(calls: 1);
        var first = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        var (one, again) = (door.HoldAsync(Key, Ask(1)), door.HoldAsync(Key, Ask(1)));

        _stock.Calls[0].Grant();
        await _stock.CalledAsync(2);
        _stock.Calls[1].Grant();

        Assert.Equal([0L, 0, 1], (await Task.WhenAll(first, one, again)).Select(reply => reply.Version));
    }

    [Fact]
    public async Task What_has_no_room_to_wait_is_turned_away_at_once()
    {
        var door = Door(calls: 1, perSku: 3);
        var asked = new List<Task<HoldReply>> { door.HoldAsync(Key, Ask(0)) };
        await _stock.CalledAsync(1);
        for (var i = 1; i <= 3; i++) asked.Add(door.HoldAsync(Key, Ask(i)));

        Assert.Null(door.TryHold(Key, Ask(4)));
        await Assert.ThrowsAsync<StockBusyException>(() => door.HoldAsync(Key, Ask(5)));

        _stock.Calls[0].Grant();
        await _stock.CalledAsync(2);
        _stock.Calls[1].Grant();
        await Task.WhenAll(asked);
        Assert.DoesNotContain(_stock.Calls.SelectMany(call => call.Asks), ask => ask.HoldId is "hold-4" or "hold-5");
    }

    [Fact]
    public async Task All_skus_together_have_a_bound_too_and_one_that_is_answered_makes_room()
    {
        var other = new HeldStock();
        var door = new StockDoor(key => key == Key ? _stock : other, _clock, StockDoorLimits.Default with { Waiting = 2 });
        var one = door.HoldAsync(Key, Ask(0));
        var two = door.HoldAsync("kagetsudo/P2", Ask(1));

        Assert.Null(door.TryHold("kagetsudo/P3", Ask(2)));
        await _stock.CalledAsync(1);
        _stock.Calls[0].Grant();
        await one;

        var three = door.TryHold("kagetsudo/P2", Ask(3));
        Assert.NotNull(three);
        await other.CalledAsync(2);
        foreach (var call in other.Calls) call.Grant();
        await Task.WhenAll(two, three);
    }

    [Fact]
    public async Task A_sku_that_has_not_moved_for_too_long_takes_no_more_until_it_moves()
    {
        var door = Door(calls: 1);
        var stalled = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(door.TryHold(Key, Ask(1)));

        _stock.Calls[0].Grant();
        await stalled;
        var next = door.HoldAsync(Key, Ask(2));
        await _stock.CalledAsync(2);
        _stock.Calls[1].Grant();
        Assert.Null((await next).Refused);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_sku_that_nobody_waits_for()
    {
        var door = Door(calls: 2);
        var asked = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        Assert.Equal(1, door.Queues);

        _stock.Calls[0].Grant();
        await asked;

        Assert.Equal(0, door.Queues);
    }

    [Fact]
    public async Task Every_answer_tells_how_the_sku_stands()
    {
        var door = Door(calls: 1);
        var levels = new List<(string Key, int Free)>();
        door.LevelHeard += (key, level, _) => levels.Add((key, level.Free));

        var asked = door.HoldAsync(Key, Ask(0));
        await _stock.CalledAsync(1);
        _stock.Calls[0].Grant(free: 7);
        await asked;

        Assert.Equal([(Key, 7)], levels);
    }

    [Fact]
    public async Task Many_threads_get_one_answer_each()
    {
        var door = new StockDoor(_ => new WillingStock(), TimeProvider.System, StockDoorLimits.Default with { WaitingPerSku = 100_000 });

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            var asked = Enumerable.Range(0, 2_000).Select(i => door.HoldAsync($"kagetsudo/P{i % 3}", Ask((thread * 2_000) + i))).ToArray();
            return (await Task.WhenAll(asked)).Select((reply, i) => reply.Refused!.Subject == $"hold-{(thread * 2_000) + i}");
        })));

        Assert.All(replies.SelectMany(own => own), Assert.True);
        Assert.Equal(0, door.Queues);
    }

    private StockDoor Door(int calls, int perSku = 4_096) =>
        new(_ => _stock, _clock, StockDoorLimits.Default with { Calls = calls, WaitingPerSku = perSku });

    private static HoldRequest Ask(int number) => new($"hold-{number}", $"buyer-{number}", 1);
}
