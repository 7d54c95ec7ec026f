using System.Net.Http.Json;
using Commerce.Simulators.Line;
using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

public sealed class LineWebhookTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Message_of_a_person_arrives_signed_and_can_be_answered_once()
    {
        await _host.SimAsync($"/users/{Hanako}/messages", new { text = "在庫ありますか" });

        var hook = await _host.NextLineHookAsync();
        Assert.Equal(LineSignature.Sign(Secret, hook.Raw), hook.Signature);
        var raised = hook.Json.GetProperty("events")[0];
        Assert.Equal("message", raised.GetProperty("type").GetString());
        Assert.Equal(Hanako, raised.GetProperty("source").GetProperty("userId").GetString());
        Assert.Equal("在庫ありますか", raised.GetProperty("message").GetProperty("text").GetString());
        Assert.Equal(26, raised.GetProperty("webhookEventId").GetString()!.Length);
        Assert.False(raised.GetProperty("deliveryContext").GetProperty("isRedelivery").GetBoolean());

        var replyToken = raised.GetProperty("replyToken").GetString();
        Assert.Equal(200, (await _host.LineAsync("/v2/bot/message/reply", new { replyToken, messages = Hello })).Status);
        var again = await _host.LineAsync("/v2/bot/message/reply", new { replyToken, messages = Hello });
        Assert.Equal((400, "Invalid reply token"), (again.Status, again.Text("message")));
        Assert.Equal(2, (await _host.TalkAsync(Hanako)).Count);
        Assert.Equal(0, (await _host.LineGetAsync("/v2/bot/message/quota/consumption")).Number("totalUsage"));
    }

    [Fact]
    public async Task Reply_token_is_good_for_a_minute()
    {
        await _host.SimAsync($"/users/{Hanako}/messages", new { text = "a" });
        var token = (await _host.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("replyToken").GetString();
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(400, (await _host.LineAsync("/v2/bot/message/reply", new { replyToken = token, messages = Hello })).Status);
    }

    [Fact]
    public async Task Refused_webhook_comes_again_and_says_so()
    {
        _host.HookAnswers.Enqueue(500);
        await _host.SimAsync($"/users/{Hanako}/postback", new { data = "action=cart" });

        var first = (await _host.NextLineHookAsync()).Json.GetProperty("events")[0];
        var second = (await _host.NextLineHookAsync()).Json.GetProperty("events")[0];
        Assert.Equal("action=cart", second.GetProperty("postback").GetProperty("data").GetString());
        Assert.Equal(first.GetProperty("webhookEventId").GetString(), second.GetProperty("webhookEventId").GetString());
        Assert.Equal(first.GetProperty("timestamp").GetInt64(), second.GetProperty("timestamp").GetInt64());
        Assert.True(second.GetProperty("deliveryContext").GetProperty("isRedelivery").GetBoolean());
    }

    [Fact]
    public async Task Duplicate_switch_delivers_the_same_event_twice()
    {
        await _host.Http.PostAsJsonAsync("/sim/line/_sim/webhooks", new { duplicate = true });
        await _host.SimAsync($"/users/{Hanako}/messages", new { text = "a" });

        var first = await _host.NextLineHookAsync();
        var second = await _host.NextLineHookAsync();
        Assert.Equal(first.Raw, second.Raw);
    }

    [Fact]
    public async Task Blocking_and_coming_back_are_told()
    {
        await _host.SimAsync($"/users/{Hanako}/unfollow", new { });
        Assert.Equal("unfollow", (await _host.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("type").GetString());
        await _host.SimAsync($"/users/{Hanako}/follow", new { });
        var follow = (await _host.NextLineHookAsync()).Json.GetProperty("events")[0];
        Assert.True(follow.GetProperty("follow").GetProperty("isUnblocked").GetBoolean());
    }

    [Fact]
    public async Task New_person_follows_the_account()
    {
        var made = await _host.SimAsync("/users", new { name = "次郎" });
        var follow = (await _host.NextLineHookAsync()).Json.GetProperty("events")[0];
        Assert.Equal(made.Body[0].GetProperty("userId").GetString(), follow.GetProperty("source").GetProperty("userId").GetString());
        Assert.False(follow.GetProperty("follow").GetProperty("isUnblocked").GetBoolean());
    }

    [Fact]
    public async Task People_made_quietly_are_friends_without_a_webhook()
    {
        var quiet = await _host.SimAsync("/users", new { names = new[] { "客1", "客2" }, quietly = true });
        await _host.SimAsync("/users", new { name = "次郎" });

        Assert.Equal("follow", (await _host.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("type").GetString());
        Assert.Equal(1, (await _host.CountersAsync("line")).GetProperty("webhooks").GetProperty("delivered").GetInt32());
        Assert.Equal(200, (await _host.PushAsync(quiet.Body[0].GetProperty("userId").GetString()!)).Status);
        Assert.Single(await _host.TalkAsync(quiet.Body[0].GetProperty("userId").GetString()!));
    }

    [Fact]
    public async Task Verify_button_sends_no_events()
    {
        await _host.SimAsync("/webhook/verify", new { });
        var hook = await _host.NextLineHookAsync();
        Assert.Equal(0, hook.Json.GetProperty("events").GetArrayLength());
        Assert.Equal(LineSignature.Sign(Secret, hook.Raw), hook.Signature);
    }

    [Fact]
    public async Task Talk_stream_shows_a_push_at_once()
    {
        using var watch = await _host.WatchAsync(Hanako);
        await _host.PushAsync(Hanako);
        Assert.True((await watch.NextAsync()).GetProperty("fromBot").GetBoolean());
    }
}
