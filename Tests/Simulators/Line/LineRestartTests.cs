using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

/// <summary>Models the process being killed: what was answered before is still true afterwards.</summary>
public sealed class LineRestartTests : IDisposable
{
    private const string Key = "123e4567-e89b-42d3-a456-426614174000";
    private readonly string _folder = Directory.CreateTempSubdirectory("line-sim").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Accepted_key_talk_token_and_month_survive()
    {
        string token;
        await using (var before = await SimulatorHost.StartAsync(_folder))
        {
            token = await before.IdTokenAsync(Hanako);
            Assert.Equal(200, (await before.PushAsync(Hanako, key: Key)).Status);
        }

        await using var after = await SimulatorHost.StartAsync(_folder);
        Assert.Equal(409, (await after.PushAsync(Hanako, key: Key)).Status);
        Assert.Single(await after.TalkAsync(Hanako));
        Assert.Equal(1, (await after.LineGetAsync("/v2/bot/message/quota/consumption")).Number("totalUsage"));
        Assert.Equal(200, (await after.VerifyAsync(token)).Status);
        Assert.Equal(1, (await after.CountersAsync("line")).GetProperty("acceptedByUser").GetProperty(Hanako).GetInt32());
    }

    [Fact]
    public async Task Webhook_that_nobody_confirmed_is_sent_again()
    {
        string? id;
        await using (var before = await SimulatorHost.StartAsync(_folder, retries: 1000))
        {
            for (var i = 0; i < 1000; i++) before.HookAnswers.Enqueue(503);
            await before.SimAsync($"/users/{Hanako}/messages", new { text = "a" });
            id = (await before.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("webhookEventId").GetString();
        }

        await using var after = await SimulatorHost.StartAsync(_folder);
        var again = (await after.NextLineHookAsync()).Json.GetProperty("events")[0];
        Assert.Equal(id, again.GetProperty("webhookEventId").GetString());
        Assert.True(again.GetProperty("deliveryContext").GetProperty("isRedelivery").GetBoolean());
    }

    [Fact]
    public async Task Line_cut_by_the_crash_is_left_out()
    {
        await using (var before = await SimulatorHost.StartAsync(_folder)) await before.PushAsync(Hanako, key: Key);
        await File.AppendAllTextAsync(Path.Combine(_folder, "line.log"), "[[\"key\",\"16500");

        await using var after = await SimulatorHost.StartAsync(_folder);
        Assert.Equal(409, (await after.PushAsync(Hanako, key: Key)).Status);
    }
}
