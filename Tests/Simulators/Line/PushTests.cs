using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

public sealed class PushTests : IAsyncLifetime
{
    private const string Key = "123e4567-e89b-42d3-a456-426614174000";
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync(line: o => o.Channels[0].MonthlyLimit = 3);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Message_appears_in_the_talk()
    {
        var answer = await _host.PushAsync(Hanako);

        Assert.Equal(200, answer.Status);
        Assert.True(answer.Headers.ContainsKey("x-line-request-id"));
        var entry = Assert.Single(await _host.TalkAsync(Hanako));
        Assert.Equal(answer.Body.GetProperty("sentMessages")[0].GetProperty("id").GetString(), entry.GetProperty("id").GetString());
        Assert.Equal("こんにちは", entry.GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Same_retry_key_is_accepted_once()
    {
        var first = await _host.PushAsync(Hanako, key: Key);
        var second = await _host.PushAsync(Hanako, key: Key.ToUpperInvariant());

        Assert.Equal(200, first.Status);
        Assert.Equal(409, second.Status);
        Assert.Equal(first.Headers["x-line-request-id"], second.Headers["x-line-accepted-request-id"]);
        Assert.Equal(first.Body.GetProperty("sentMessages").ToString(), second.Body.GetProperty("sentMessages").ToString());
        Assert.Single(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_is_accepted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.PushAsync(Hanako, key: Key)));

        Assert.Equal(1, answers.Count(a => a.Status == 200));
        Assert.Equal(19, answers.Count(a => a.Status == 409));
        Assert.Single(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Retry_key_is_forgotten_after_a_day()
    {
        await _host.PushAsync(Hanako, key: Key);
        _host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(200, (await _host.PushAsync(Hanako, key: Key)).Status);
    }

    [Fact]
    public async Task Reused_key_with_another_body_is_counted_for_the_tester()
    {
        await _host.PushAsync(Hanako, key: Key);
        Assert.Equal(409, (await _host.PushAsync(Hanako, [new { type = "text", text = "別の文" }], Key)).Status);
        Assert.Equal(1, (await _host.CountersAsync("line")).GetProperty("totals").GetProperty("retryKeysReusedWithOtherBody").GetInt32());
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("123e4567e89b42d3a456426614174000")]
    public async Task Key_that_is_no_uuid_is_refused(string key) =>
        Assert.Equal(400, (await _host.PushAsync(Hanako, key: key)).Status);

    [Theory]
    [InlineData("/v2/bot/message/reply")]
    [InlineData("/v2/bot/message/validate/push")]
    public async Task Key_is_refused_where_no_key_belongs(string path) =>
        Assert.Equal(400, (await _host.LineAsync(path, new { replyToken = "x", messages = Hello }, Key)).Status);

    [Fact]
    public async Task Wrong_channel_token_is_refused_before_anything_else() =>
        Assert.Equal(401, (await _host.PushAsync(Hanako, token: "wrong")).Status);

    [Fact]
    public async Task Unknown_person_is_refused_and_no_key_is_used_up()
    {
        var stranger = await _host.PushAsync("U" + new string('9', 32), key: Key);

        Assert.Equal((400, "Failed to send messages"), (stranger.Status, stranger.Text("message")));
        Assert.Equal(200, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Equal(400, (await _host.PushAsync("hanako")).Status);
    }

    [Fact]
    public async Task Blocked_person_makes_a_200_that_reaches_nobody_and_costs_nothing()
    {
        await _host.SimAsync($"/users/{Hanako}/unfollow", new { });

        Assert.Equal(200, (await _host.PushAsync(Hanako)).Status);
        Assert.Empty(await _host.TalkAsync(Hanako));
        Assert.Equal(0, (await _host.LineGetAsync("/v2/bot/message/quota/consumption")).Number("totalUsage"));
        Assert.Equal(404, (await _host.LineGetAsync($"/v2/bot/profile/{Hanako}")).Status);
    }

    [Fact]
    public async Task Month_limit_is_counted_per_person_and_ends_with_the_month_in_japan()
    {
        var taro = Commerce.Simulators.Line.LineUser.Named("太郎").UserId;
        Assert.Equal(200, (await _host.LineAsync("/v2/bot/message/multicast", new { to = new[] { Hanako, taro }, messages = Hello })).Status);
        Assert.Equal(200, (await _host.PushAsync(Hanako, key: Key)).Status);

        var over = await _host.PushAsync(Hanako);
        Assert.Equal((429, "You have reached your monthly limit."), (over.Status, over.Text("message")));
        Assert.Equal(409, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Equal(3, (await _host.LineGetAsync("/v2/bot/message/quota")).Number("value"));
        Assert.Equal(3, (await _host.LineGetAsync("/v2/bot/message/quota/consumption")).Number("totalUsage"));

        // 15:00 UTC on the last day is the first of the next month in Japan.
        _host.Clock.AdvanceTo(new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero));
        Assert.Equal(200, (await _host.PushAsync(Hanako)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task Multicast_goes_to_one_to_five_hundred(int people) =>
        Assert.Equal(400, (await _host.LineAsync("/v2/bot/message/multicast", new { to = Enumerable.Repeat(Hanako, people), messages = Hello })).Status);

    [Fact]
    public async Task Endpoint_is_limited_per_second()
    {
        var taro = Commerce.Simulators.Line.LineUser.Named("太郎").UserId;
        await _host.SimAsync($"/users/{taro}/unfollow", new { });
        for (var i = 0; i < 200; i++)
            Assert.Equal(200, (await _host.LineAsync("/v2/bot/message/multicast", new { to = new[] { taro }, messages = Hello })).Status);

        var fast = await _host.LineAsync("/v2/bot/message/multicast", new { to = new[] { taro }, messages = Hello });
        Assert.Equal((429, "The API rate limit has been exceeded. Try again later."), (fast.Status, fast.Text("message")));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await _host.LineAsync("/v2/bot/message/multicast", new { to = new[] { taro }, messages = Hello })).Status);
    }

    [Fact]
    public async Task Short_lived_token_works_as_the_long_lived_one()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "1650000001",
            ["client_secret"] = Secret,
        });
        using var answer = await _host.Http.PostAsync("/sim/line/v2/oauth/accessToken", form);
        var token = (await Answer.ReadAsync(answer)).Text("access_token");
        Assert.Equal(200, (await _host.PushAsync(Hanako, token: token)).Status);
    }
}
