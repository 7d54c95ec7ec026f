using Commerce.Payments;
using Commerce.Silo.Hosting;
using Commerce.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Commerce.Tests.Silo;

/// <summary>What the shops are paid through is judged before anything is paid with it.</summary>
public sealed class PaymentSettingsTests
{
    private static readonly (string, string)[] Connected =
    [
        ("Mode", "connected"), ("PlatformSecret", "sk_test_platform"), ("PlatformPublishableKey", "pk_test_platform"), ("PlatformWebhookSecret", "whsec_platform"),
    ];

    [Fact]
    public void Nothing_said_is_every_shops_own_account() => Assert.False(Read().IsConnected);

    [Fact]
    public void Connected_with_the_platforms_keys_is_taken() => Assert.True(Read(Connected).IsConnected);

    [Theory]
    [InlineData("PlatformSecret")]
    [InlineData("PlatformPublishableKey")]
    [InlineData("PlatformWebhookSecret")]
    public void Connected_without_one_of_the_platforms_keys_is_refused_by_its_name(string missing)
    {
        var refused = Assert.Throws<StartUpException>(() => Read([.. Connected.Where(setting => setting.Item1 != missing)]));
        Assert.Contains($"Commerce:Payments:{missing}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_in_the_wrong_place_is_refused_without_being_said()
    {
        var refused = Assert.Throws<StartUpException>(() => Read([.. Connected.Where(s => s.Item1 != "PlatformPublishableKey"), ("PlatformPublishableKey", "sk_test_misplaced")]));
        Assert.DoesNotContain("misplaced", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode", "both")]
    [InlineData("Client", "curl")]
    public void Anything_else_is_refused(string setting, string value) =>
        Assert.Contains($"'{value}'", Assert.Throws<StartUpException>(() => Read((setting, value))).Message, StringComparison.Ordinal);

    [OneProcessFact]
    public void Client_that_was_not_built_in_is_refused_in_one_sentence()
    {
        var refused = Assert.Throws<StartUpException>(() => Read(("Client", "stripe.net")));
        Assert.Equal("Commerce:Payments:Client is 'stripe.net': only the cluster build (-p:Cluster=true) has that client; set it to 'rest'.", refused.Message);
    }

    private static PaymentsOptions Read(params (string Name, string Value)[] settings) => PaymentSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(PaymentsOptions.Section + ":" + s.Name, (string?)s.Value))).Build());
}
