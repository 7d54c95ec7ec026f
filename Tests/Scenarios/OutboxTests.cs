using Commerce.Messaging;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>What is enqueued leaves once, whatever LINE answers and whenever the process ends.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly EnqueueRequest Menu = new("Menu.event-1", MessagePurpose.Menu, ShopHost.Hanako);
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task The_same_message_enqueued_twice_is_sent_once()
    {
        await _shop.Outbox.Enqueue(Menu);
        await _shop.Line.Next();
        await _shop.Ear.Hears("IOutboxGrain.Settle");
        await _shop.Outbox.Enqueue(Menu);

        Assert.Single((await _shop.Outbox.Look()).Settled);
        Assert.Equal(1, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task An_unclear_answer_is_tried_again_with_the_same_key_and_body()
    {
        _shop.Line.Answers(SendOutcome.Unknown, SendOutcome.SlowDown);
        await _shop.Outbox.Enqueue(Menu);
        var first = await _shop.Line.Next();
        await _shop.RunEnded();
        _shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _shop.Line.Next();
        await _shop.RunEnded();
        _shop.Clock.Advance(TimeSpan.FromSeconds(2));
        var third = await _shop.Line.Next();

        Assert.Equal(first, second);
        Assert.Equal(first, third);
    }

    [OneProcessFact]
    public async Task A_message_that_waits_when_the_shop_stops_is_sent_after_it_starts()
    {
        _shop.Line.Answers(SendOutcome.Unknown);
        await _shop.Outbox.Enqueue(Menu);
        var first = await _shop.Line.Next();
        await _shop.RunEnded();
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(2)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(first, await _shop.Line.Next());
    }

    [OneProcessFact]
    public async Task A_lost_run_is_started_again()
    {
        _shop.Ear.LoseCall("IOutboxDispatcherGrain.Run");
        await _shop.Outbox.Enqueue(Menu);
        await _shop.RunEnded();
        _shop.Clock.Advance(TimeSpan.FromSeconds(5));

        await _shop.Line.Next();
    }

    [OneProcessFact]
    public async Task A_quota_that_is_used_up_keeps_a_menu_and_holds_up_nothing_else()
    {
        _shop.Line.Answers(SendOutcome.OverQuota);
        await _shop.Outbox.Enqueue(Menu);
        await _shop.Line.Next();
        await _shop.Ear.Hears("IOutboxGrain.Settle");
        await _shop.Outbox.Enqueue(Menu with { MessageId = "Menu.event-2" });
        await _shop.Line.Next();
        await _shop.Ear.Hears("IOutboxGrain.Settle");

        Assert.Equal([SendOutcome.OverQuota, SendOutcome.Accepted], (await _shop.Outbox.Look()).Settled.Select(m => m.Outcome));
    }
}
