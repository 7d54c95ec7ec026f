using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>A disk that cannot keep up turns shoppers away at once, and nothing has happened to them.</summary>
public sealed class StockRoomTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;
    private readonly SqliteJournalStore _store;
    private readonly GroupCommit _journal;
    private readonly StockKeeper _stock;

    public StockRoomTests()
    {
        _store = new(Path.Combine(_folder, "journal.db"));
        _journal = new(_store, NullLogger.Instance, mostPending: 2);
        _stock = new("shop/P4", _journal, new ManualClock(), () => { });
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Without_room_nothing_is_decided_and_with_room_again_it_is()
    {
        await FlushAsync(_stock.OpenAsync(default));
        Adjust("supply", 10);
        Hold("order-1");

        var turnedAway = Assert.Throws<StockJournalException>(() => Hold("order-2"));
        Assert.True(turnedAway.Overloaded);
        Assert.Equal((2L, 9), (_stock.Stock.Sequence, _stock.Stock.Free));
        _stock.Look();   // who only looks is not turned away

        await FlushAsync(_stock.Settled());
        Assert.Null(Hold("order-2").Refused);
        await FlushAsync(_stock.Settled());
        Assert.False(_stock.Lost);
        Assert.Equal(3, _store.Read("shop/P4", 1).Tail.Count);
    }

    private void Adjust(string key, int units) =>
        _stock.Take(StockRules.Adjust(_stock.Stock, new(key, units, Actor.System), "{}", _stock.Begin()));

    private HoldReply Hold(string id)
    {
        var now = _stock.Begin();
        return _stock.Take(StockRules.Hold(_stock.Stock, new(id, "hanako", 1), now));
    }

    private async Task FlushAsync(Task waiting)
    {
        _journal.Flush();
        await waiting;
    }
}
