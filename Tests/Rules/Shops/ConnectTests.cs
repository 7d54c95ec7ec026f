using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Shops;

public sealed class ConnectTests
{
    private static readonly ShopChannels Clear = new()
    {
        LoginChannelId = "1234567890",
        LiffId = "1234567890-AbcdEfgh",
        BotUserId = "U00000000000000000000000000000001",
        MessagingSecret = "messaging-secret",
        MessagingToken = "messaging-token",
        StripePublishableKey = "pk_test",
        StripeSecret = "sk_test",
        StripeWebhookSecret = "whsec_test",
    };

    [Fact]
    public void Every_secret_is_sealed_and_nothing_else()
    {
        var box = ShopRules.Seal(Clear, new Reversed());

        Assert.Equal(
            Clear with
            {
                MessagingSecret = "terces-gnigassem",
                MessagingToken = "nekot-gnigassem",
                StripeSecret = "tset_ks",
                StripeWebhookSecret = "tset_ceshw",
            },
            box);
    }

    [Fact]
    public void A_shop_that_does_not_exist_is_not_connected()
    {
        var (reply, shop) = ShopRules.Connect(new(), Clear);

        Assert.Equal(Reason.UnknownShop, reply.Refused!.Reason);
        Assert.Null(shop.Channels);
    }

    [Fact]
    public void Connecting_twice_is_connecting_once()
    {
        var (first, once) = ShopRules.Connect(new() { Version = 2, Settings = Settings }, Clear);
        var (second, twice) = ShopRules.Connect(once, Clear);

        Assert.Equal(first, second);
        Assert.Equal(once, twice);
    }

    private sealed class Reversed : ISecretBox
    {
        public string Seal(string clear) => new([.. clear.Reverse()]);

        public string Open(string cipher) => Seal(cipher);
    }
}
