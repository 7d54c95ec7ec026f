using Commerce.Messaging;
using Commerce.Tests.Simulators;
using Commerce.Tests.Simulators.Line;
using static Commerce.Messaging.SendOutcome;
using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Integrations;

/// <summary>What the messenger makes of LINE's answers, and of none.</summary>
public sealed class LineMessengerTests : IAsyncLifetime
{
    private const string Hi = """[{"type":"text","text":"カートに商品が残っています 😀"}]""";
    private static readonly Guid Key = new("123e4567-e89b-52d3-a456-426614174000");
    private Outside _outside = null!;

    public async Task InitializeAsync() => _outside = await Outside.StartAsync();

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact]
    public async Task Push_is_accepted_and_once_only_under_one_key()
    {
        Assert.Equal(Accepted, (await PushAsync()).Outcome);
        Assert.Equal(Accepted, (await PushAsync()).Outcome);

        var entry = Assert.Single(await _outside.Host.TalkAsync(Hanako));
        Assert.Equal("カートに商品が残っています 😀", entry.GetProperty("message").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("error-before", Unknown)]
    [InlineData("error-after", Unknown)]
    [InlineData("drop-before", Unknown)]
    [InlineData("rate-limit", SlowDown)]
    [InlineData("quota", OverQuota)]
    public async Task Trouble_has_its_own_outcome_and_the_same_key_ends_it_with_one_message(string fault, SendOutcome outcome)
    {
        await _outside.Host.FaultAsync("line", "push", fault);

        Assert.Equal(outcome, (await PushAsync()).Outcome);
        Assert.Equal(Accepted, (await PushAsync()).Outcome);
        Assert.Single(await _outside.Host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Silence_after_accepting_is_unknown_and_the_retry_sends_nothing_more()
    {
        await _outside.Host.FaultAsync("line", "push", "hang-after");
        using var patience = new CancellationTokenSource();
        var waiting = _outside.Host.NextTimer();
        var silent = PushAsync(stop: patience.Token);
        await waiting;
        await patience.CancelAsync();

        Assert.Equal(Unknown, (await silent).Outcome);
        Assert.Equal(Accepted, (await PushAsync()).Outcome);
        Assert.Single(await _outside.Host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Refused_message_says_what_line_said()
    {
        var empty = await PushAsync(body: """[{"type":"text","text":""}]""");
        Assert.Equal(Rejected, empty.Outcome);
        Assert.Contains("messages[0].text", empty.Detail, StringComparison.Ordinal);
        Assert.Contains("request ", empty.Detail, StringComparison.Ordinal);
        Assert.Equal(Rejected, (await PushAsync(to: "U" + new string('9', 32))).Outcome);
    }

    [Fact]
    public async Task Message_to_somebody_who_blocked_is_accepted_and_reaches_nobody()
    {
        await _outside.Host.SimAsync($"/users/{Hanako}/unfollow", new { });
        Assert.Equal(Accepted, (await PushAsync()).Outcome);
        Assert.Empty(await _outside.Host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Reply_works_once()
    {
        await _outside.Host.SimAsync($"/users/{Hanako}/messages", new { text = "カート" });
        var token = (await _outside.Host.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("replyToken").GetString()!;

        Assert.Equal(Accepted, (await _outside.Line.ReplyAsync(Outside.Channels, token, Hi, default)).Outcome);
        Assert.Equal(Rejected, (await _outside.Line.ReplyAsync(Outside.Channels, token, Hi, default)).Outcome);
    }

    [Fact]
    public async Task Nobody_there_is_unknown()
    {
        await using var nowhere = Outside.Reach(await SimulatorHost.StartAsync(), new("http://127.0.0.1:1"), new("http://127.0.0.1:1"));
        Assert.Equal(Unknown, (await nowhere.Line.PushAsync(Outside.Channels, Hanako, Key, Hi, default)).Outcome);
    }

    [Fact]
    public async Task Log_has_no_token()
    {
        foreach (var fault in (string[])["error-before", "drop-before", "quota"])
        {
            await _outside.Host.FaultAsync("line", "push", fault);
            await PushAsync();
        }

        Assert.NotEmpty(_outside.Log.All);
        Assert.DoesNotContain(Token, _outside.Log.All, StringComparison.Ordinal);
    }

    private Task<SendResult> PushAsync(string? to = null, string body = Hi, CancellationToken stop = default) =>
        _outside.Line.PushAsync(Outside.Channels, to ?? Hanako, Key, body, stop);
}
