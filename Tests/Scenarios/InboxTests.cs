using Commerce.Messaging;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>A webhook event is stored before it is answered, and worked off once.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private ShopHost _shop = null!;

    private InboundEvent Followed => new(InboundKind.Followed, ShopHost.Hanako, _shop.Clock.GetUtcNow(), null, "reply-token");

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_new_friend_is_remembered_and_welcomed_by_reply()
    {
        await _shop.Inbox("event-1").Receive(Followed);
        _shop.Clock.Advance(TimeSpan.Zero);
        var welcome = await _shop.Line.Next();

        Assert.Equal("reply-token", welcome.ReplyToken);
        Assert.Contains("友だち追加ありがとうございます", welcome.Body);
        Assert.True((await _shop.Customer.Look()).Friend);
    }

    [OneProcessFact]
    public async Task The_same_event_delivered_twice_is_answered_once()
    {
        await _shop.Inbox("event-1").Receive(Followed);
        await _shop.Inbox("event-1").Receive(Followed);
        _shop.Clock.Advance(TimeSpan.Zero);
        await _shop.Line.Next();
        await _shop.Ear.Hears("IOutboxGrain.Settle");
        await _shop.Inbox("event-1").Receive(Followed);
        await _shop.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Single((await _shop.Outbox.Look()).Settled);
        Assert.Equal(1, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task Work_that_failed_is_done_by_the_reminder()
    {
        _shop.Ear.LoseCall("IOutboxGrain.Enqueue");
        await _shop.Inbox("event-1").Receive(Followed);
        _shop.Clock.Advance(TimeSpan.Zero);
        await _shop.Ear.Hears("IOutboxGrain.Enqueue");
        await _shop.PassAsync(TimeSpan.FromMinutes(1));

        await _shop.Line.Next();
    }

    [OneProcessFact]
    public async Task An_event_stored_before_the_shop_stopped_is_worked_off_after_it_started()
    {
        _shop.Ear.LoseCall("ICustomerGrain.Friendship");
        await _shop.Inbox("event-1").Receive(Followed);
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(2)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));

        await _shop.Line.Next();
        Assert.True((await _shop.Customer.Look()).Friend);
    }
}
