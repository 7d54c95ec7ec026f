using Commerce.Tests.Simulators.Line;
using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Integrations;

public sealed class LineIdentityTests : IAsyncLifetime
{
    private Outside _outside = null!;

    public async Task InitializeAsync() => _outside = await Outside.StartAsync();

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact]
    public async Task Good_token_names_its_person_and_its_end()
    {
        var identity = await VerifyAsync(await _outside.Host.IdTokenAsync(Hanako));

        Assert.Equal((Hanako, "花子"), (identity?.CustomerId, identity?.Name));
        Assert.Equal(_outside.Host.Clock.GetUtcNow() + TimeSpan.FromHours(1), identity?.Expires);
    }

    [Theory]
    [InlineData("not.a.token")]
    [InlineData("")]
    public async Task Forged_token_is_nobody(string token) => Assert.Null(await VerifyAsync(token));

    [Fact]
    public async Task Token_of_another_channel_is_nobody() =>
        Assert.Null(await VerifyAsync(await _outside.Host.IdTokenAsync(Hanako, new { audience = "1999999999" })));

    [Fact]
    public async Task Old_token_is_nobody()
    {
        var token = await _outside.Host.IdTokenAsync(Hanako);
        _outside.Host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await VerifyAsync(token));
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("rate-limit")]
    [InlineData("drop-before")]
    public async Task Line_in_trouble_makes_nobody_a_forger(string fault)
    {
        var token = await _outside.Host.IdTokenAsync(Hanako);
        await _outside.Host.FaultAsync("line", "verify", fault);
        await Assert.ThrowsAsync<HttpRequestException>(() => VerifyAsync(token));
    }

    private Task<Customers.LineIdentity?> VerifyAsync(string token) =>
        _outside.Identity.VerifyAsync(Outside.Channels.LoginChannelId, token, CancellationToken.None);
}
