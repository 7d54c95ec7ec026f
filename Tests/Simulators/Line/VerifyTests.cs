using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

public sealed class VerifyTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Good_token_gives_its_claims()
    {
        var answer = await _host.VerifyAsync(await _host.IdTokenAsync(Hanako), user: Hanako);

        Assert.Equal(200, answer.Status);
        Assert.Equal("https://access.line.me", answer.Text("iss"));
        Assert.Equal(Hanako, answer.Text("sub"));
        Assert.Equal(LoginChannel, answer.Text("aud"));
        Assert.Equal("花子", answer.Text("name"));
        Assert.Equal(3600, answer.Number("exp") - answer.Number("iat"));
    }

    [Fact]
    public async Task Token_lives_one_hour()
    {
        var token = await _host.IdTokenAsync(Hanako);

        _host.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(200, (await _host.VerifyAsync(token)).Status);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RefusedAsync(token, "IdToken expired.");
    }

    [Fact]
    public async Task Token_for_another_channel_is_refused()
    {
        var token = await _host.IdTokenAsync(Hanako, new { audience = "1999999999" });
        await RefusedAsync(token, "Invalid IdToken Audience.");
    }

    [Fact]
    public async Task Expected_nonce_and_user_are_compared()
    {
        var token = await _host.IdTokenAsync(Hanako, new { nonce = "right" });

        Assert.Equal(200, (await _host.VerifyAsync(token, nonce: "right")).Status);
        Assert.Equal("Invalid IdToken Nonce.", (await _host.VerifyAsync(token, nonce: "wrong")).Text("error_description"));
        Assert.Equal("Invalid IdToken Subject Identifier.", (await _host.VerifyAsync(token, user: "U" + new string('0', 32))).Text("error_description"));
    }

    [Fact]
    public async Task Token_signed_by_someone_else_is_refused()
    {
        var parts = (await _host.IdTokenAsync(Hanako)).Split('.');
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = stranger.SignData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), HashAlgorithmName.SHA256);
        await RefusedAsync($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}", "Invalid IdToken.");
    }

    [Fact]
    public async Task Token_with_changed_claims_is_refused()
    {
        var parts = (await _host.IdTokenAsync(Hanako)).Split('.');
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(Base64Url.DecodeFromChars(parts[1]))!;
        claims["sub"] = "U" + new string('a', 32);
        await RefusedAsync($"{parts[0]}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.{parts[2]}", "Invalid IdToken.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJVMSJ9.")]
    public async Task Rubbish_is_refused(string token) =>
        Assert.Equal(400, (await _host.VerifyAsync(token)).Status);

    [Fact]
    public async Task Published_key_verifies_the_token()
    {
        var token = await _host.IdTokenAsync(Hanako);
        var key = (await _host.LineGetAsync("/oauth2/v2.1/certs", token: null)).Body.GetProperty("keys")[0];
        using var published = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        var parts = token.Split('.');

        Assert.True(published.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Access_token_tells_channel_profile_and_friendship()
    {
        var access = (await _host.SimAsync($"/users/{Hanako}/id-token", new { })).Text("accessToken");

        Assert.Equal(LoginChannel, (await _host.LineGetAsync($"/oauth2/v2.1/verify?access_token={access}", token: null)).Text("client_id"));
        Assert.Equal("花子", (await _host.LineGetAsync("/v2/profile", access)).Text("displayName"));
        Assert.True((await _host.LineGetAsync("/friendship/v1/status", access)).Body.GetProperty("friendFlag").GetBoolean());
        Assert.Equal(400, (await _host.LineGetAsync($"/oauth2/v2.1/verify?access_token={access}x", token: null)).Status);
    }

    private async Task RefusedAsync(string token, string description)
    {
        var answer = await _host.VerifyAsync(token);
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", answer.Text("error"));
        Assert.Equal(description, answer.Text("error_description"));
    }
}
