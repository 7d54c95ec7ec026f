using Commerce.Messaging;
using Commerce.Stock;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>A timer is a hint: one that fires a moment too soon finds nothing to do yet, and is armed again.</summary>
public sealed class EarlyTimerTests : IAsyncLifetime
{
    private ShopHost _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopHost.OpenAsync(hasty: true);
        await _shop.StopThenAsync(() => { });   // what opening the shop told the desk is not heard again
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_message_is_tried_again_when_its_pause_is_over()
    {
        _shop.Line.Answers(SendOutcome.SlowDown);
        await _shop.Outbox.Enqueue(new("Menu.event-1", MessagePurpose.Menu, ShopHost.Hanako));
        var first = await _shop.Line.Next();
        await _shop.RunEnded();
        await AlmostThenAsync(_shop.Clock.GetUtcNow().AddSeconds(1), () => _shop.Outbox.Look());

        Assert.Equal(first, await _shop.Line.Next());
    }

    [OneProcessFact]
    public async Task A_hold_that_ends_is_on_the_desk_at_its_end()
    {
        var stock = _shop.Stock("P4");
        var hanakos = await HeldAsync(stock, "order-1", "hanako");
        _shop.Clock.Advance(TimeSpan.FromSeconds(30));   // away from the full minutes, at which a reminder looks too
        var taros = await HeldAsync(stock, "order-2", "taro");

        foreach (var end in new[] { hanakos, taros })
        {
            await AlmostThenAsync(end, () => stock.Look());
            await _shop.Ear.Hears("IFeedGrain.StockChanged");
        }
    }

    private async Task<DateTimeOffset> HeldAsync(IStockGrain stock, string order, string customer)
    {
        var reply = await stock.Hold(new(order, customer, 1));
        await _shop.Ear.Hears("IFeedGrain.StockChanged");
        return reply.HeldUntil!.Value;
    }

    /// <summary>Stops where the early timer fires, lets the grain come to rest, and goes on to the moment itself.</summary>
    private async Task AlmostThenAsync(DateTimeOffset moment, Func<Task> look)
    {
        _shop.Clock.AdvanceTo(moment - HastyClock.Early);
        await look();
        _shop.Clock.AdvanceTo(moment);
    }
}
