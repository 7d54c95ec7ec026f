using System.Security.Cryptography;
using System.Text;
using Commerce.Web.Webhooks;

namespace Commerce.Tests.Http;

public sealed class SignatureTests
{
    private const string LineSecret = "8c570fa6dd201bb328f1c1eac23a96d8";
    private const string LineBody = """{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}""";
    private const string LineSigned = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=";

    private const string StripeSecret = "whsec_test_secret";
    private const string StripeBody = """{"id":"evt_1","object":"event"}""";
    private const string StripeSigned = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd";
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void LINEs_documented_vector_is_valid() => Assert.True(IsLine(LineBody, LineSecret, LineSigned));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void LINE_is_refused_without_the_right_signature(string? signature) => Assert.False(IsLine(LineBody, LineSecret, signature));

    [Fact]
    public void LINE_is_refused_when_one_byte_of_body_or_secret_differs()
    {
        Assert.False(IsLine(LineBody + " ", LineSecret, LineSigned));
        Assert.False(IsLine(LineBody, LineSecret[..^1] + "9", LineSigned));
    }

    [Fact]
    public void Stripes_vector_is_valid() => Assert.Equal(SignatureCheck.Valid, Stripe($"t=1700000000,v1={StripeSigned}"));

    [Fact]
    public void While_secrets_change_any_v1_counts_and_v0_never()
    {
        var other = new string('0', 64);

        Assert.Equal(SignatureCheck.Valid, Stripe($"t=1700000000,v1={other},v1={StripeSigned}"));
        Assert.Equal(SignatureCheck.Wrong, Stripe($"t=1700000000,v1={other},v0={StripeSigned}"));
    }

    [Theory]
    [InlineData(-301, SignatureCheck.Stale)]
    [InlineData(-300, SignatureCheck.Valid)]
    [InlineData(300, SignatureCheck.Valid)]
    [InlineData(301, SignatureCheck.Stale)]
    internal void Stripes_time_may_be_five_minutes_off(int secondsOff, SignatureCheck expected) =>
        Assert.Equal(expected, Stripe($"t=1700000000,v1={StripeSigned}", SignedAt.AddSeconds(secondsOff)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd")]
    [InlineData("t=x,v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd")]
    [InlineData("t=1700000001,v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd")]
    [InlineData("t=1700000000,v1=zz8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd")]
    [InlineData("t=1700000000,v1=0c86")]
    public void Stripe_is_refused_without_the_right_signature(string? header) => Assert.Equal(SignatureCheck.Wrong, Stripe(header));

    [Fact]
    public void A_time_beyond_all_clocks_is_stale_and_not_an_error()
    {
        const string Stamp = "9223372036854775807";
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(StripeSecret), Encoding.UTF8.GetBytes($"{Stamp}.{StripeBody}"));

        Assert.Equal(SignatureCheck.Stale, Stripe($"t={Stamp},v1={Convert.ToHexStringLower(digest)}"));
    }

    private static bool IsLine(string body, string secret, string? signature) =>
        LineSignature.IsValid(Encoding.UTF8.GetBytes(body), secret, signature);

    private static SignatureCheck Stripe(string? header, DateTimeOffset? now = null) =>
        StripeSignature.Check(Encoding.UTF8.GetBytes(StripeBody), StripeSecret, header, now ?? SignedAt);
}
