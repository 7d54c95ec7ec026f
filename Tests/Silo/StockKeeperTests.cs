using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Rules.Stock;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>Two activations of one SKU over one journal, as a cluster may have them for moments.</summary>
public sealed class StockKeeperTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-keeper-").FullName;
    private readonly ManualClock _clock = new(StockTesting.Noon);
    private StockJournal _journal = null!;
    private StockKeeper _old = null!, _young = null!;
    private bool _oldLeaves;

    public async Task InitializeAsync()
    {
        _journal = new(new SqliteJournalStore(Path.Combine(_folder, "journal.db")), NullLogger<StockJournal>.Instance);
        _old = new("shop/P4", _journal, _clock, () => { }, () => _oldLeaves = true);
        await _old.OpenAsync(default);
        await AskAsync(_old, stock => StockRules.Adjust(stock, new("supply", 10, StockTesting.Owner), "{}", _clock.GetUtcNow()));
        await _old.Shown();   // the journal may have been too quick for anybody to wait for it
        _young = new("shop/P4", _journal, _clock, () => { });
        await _young.OpenAsync(default);
        Assert.Null((await AskAsync(_young, stock => StockRules.Hold(stock, new("order-1", "hanako", 1), _clock.GetUtcNow()))).Refused);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_overtaken_activation_does_not_say_that_nothing_is_held()
    {
        await Assert.ThrowsAsync<StockJournalException>(() => AskAsync(_old, stock => StockRules.Commit(stock, new("order-1"), _clock.GetUtcNow())));

        Assert.True(_oldLeaves && _old.Lost);
        Assert.Null((await AskAsync(_young, stock => StockRules.Commit(stock, new("order-1"), _clock.GetUtcNow()))).Refused);
    }

    [Fact]
    public async Task An_overtaken_activation_shows_its_old_picture_for_a_second_at_most()
    {
        _old.Look();
        await _old.Shown();
        _clock.Advance(TimeSpan.FromSeconds(1.1));

        _old.Look();
        await Assert.ThrowsAsync<StockJournalException>(_old.Shown);
    }

    [Fact]
    public async Task An_answer_that_made_no_entry_is_given_by_whoever_may_write()
    {
        Assert.Equal(Reason.NothingHeld, (await AskAsync(_young, stock => StockRules.Commit(stock, new("order-9"), _clock.GetUtcNow()))).Refused!.Reason);
        Assert.False(_young.Lost);
    }

    private static async Task<TReply> AskAsync<TReply>(StockKeeper keeper, Func<StockState, StockDecision<TReply>> rule)
    {
        keeper.Begin();
        var reply = keeper.Take(rule(keeper.Stock));
        await keeper.Settled();
        return reply;
    }
}
