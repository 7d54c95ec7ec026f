using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

/// <summary>Models the platform failing around the moment of acceptance: what decides whether a person is written to twice.</summary>
public sealed class LineFaultTests : IAsyncLifetime
{
    private const string Key = "123e4567-e89b-42d3-a456-426614174000";
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("rate-limit", 429, "The API rate limit has been exceeded. Try again later.")]
    [InlineData("quota", 429, "You have reached your monthly limit.")]
    [InlineData("error-before", 500, "Internal Server Error")]
    public async Task Refusal_leaves_the_key_unused(string kind, int status, string message)
    {
        await _host.FaultAsync("line", "push", kind);

        var failed = await _host.PushAsync(Hanako, key: Key);
        Assert.Equal((status, message), (failed.Status, failed.Text("message")));
        Assert.Equal(200, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Single(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Error_after_accepting_is_settled_by_the_retry()
    {
        await _host.FaultAsync("line", "push", "error-after");

        Assert.Equal(500, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Equal(409, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Single(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Silence_after_accepting_is_settled_by_the_retry()
    {
        await _host.FaultAsync("line", "push", "hang-after", seconds: 30);
        using var stream = await _host.WatchAsync(Hanako);

        using var impatient = new CancellationTokenSource();
        var hanging = Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.PushRawAsync(Hanako, Key, impatient.Token));
        await stream.NextAsync();
        await impatient.CancelAsync();
        await hanging;

        Assert.Equal(409, (await _host.PushAsync(Hanako, key: Key)).Status);
        Assert.Single(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Connection_cut_before_accepting_leaves_nothing()
    {
        await _host.FaultAsync("line", "push", "drop-before");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _host.PushAsync(Hanako, key: Key));
        Assert.Empty(await _host.TalkAsync(Hanako));
    }

    [Fact]
    public async Task Fault_without_a_count_stays_until_it_is_cleared()
    {
        await _host.FaultAsync("line", "*", "error-before", times: null);

        Assert.Equal(500, (await _host.PushAsync(Hanako)).Status);
        Assert.Equal(500, (await _host.VerifyAsync("x")).Status);
        await _host.Http.DeleteAsync("/sim/line/_sim/faults");
        Assert.Equal(200, (await _host.PushAsync(Hanako)).Status);
    }

    [Fact]
    public async Task Unknown_fault_is_refused() =>
        Assert.Equal(400, (await _host.SimAsync("/faults", new { endpoint = "push", kind = "meteor" })).Status);
}
