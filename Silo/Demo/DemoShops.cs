using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Silo.Demo;

/// <summary>The two shops of the demo: two, so that one can be seen not to reach into the other.</summary>
public static class DemoShops
{
    public const string Kagetsudo = "kagetsudo";
    public const string Aoyama = "aoyama";

    /// <summary>The flash product whose sale is always about to open.</summary>
    public const string FlashSku = "P5";

    /// <summary>What the LINE and Stripe simulators are set up with in Development. Secrets of nothing.</summary>
    public static readonly ShopChannels KagetsudoChannels = new()
    {
        LoginChannelId = "1650000002",
        LiffId = "1650000002-Kagetsud",
        BotUserId = "U8e742f61d673b39c7fff3cecb7536ef0",
        MessagingSecret = "0123456789abcdef0123456789abcdef",
        MessagingToken = "simulated-line-channel-access-token",
        StripePublishableKey = "pk_test_simulator",
        StripeSecret = "sk_test_simulator",
        StripeWebhookSecret = "whsec_simulator",
    };

    /// <inheritdoc cref="KagetsudoChannels"/>
    public static readonly ShopChannels AoyamaChannels = KagetsudoChannels with
    {
        LoginChannelId = "1650000012",
        LiffId = "1650000012-Aoyamast",
        BotUserId = "U1b7f02c6a95d43e88a6c0f3d2e9b5174",
        MessagingSecret = "fedcba9876543210fedcba9876543210",
        MessagingToken = "simulated-line-channel-access-token-aoyama",
        StripePublishableKey = "pk_test_simulator_aoyama",
        StripeSecret = "sk_test_simulator_aoyama",
        StripeWebhookSecret = "whsec_simulator_aoyama",
    };

    internal static readonly DemoPlan KagetsudoPlan = new(
        Kagetsudo,
        new()
        {
            Name = "花月堂",
            RemindAfter = TimeSpan.FromMinutes(1),
            HoldFor = TimeSpan.FromMinutes(5),
            Wrapping = new() { Options = [new("ribbon", "リボン包装", new(330)), new("box", "桐箱", new(880))] },
            Points = new(EarnPercent: 1),
            Legal = Legal("株式会社花月堂（架空の店舗です）", "花月 栞", "〒100-0000 東京都千代田区架空町1-2-3 花月堂ビル2階"),
        },
        KagetsudoChannels,
        [
            new("limited", "限定", 1),
            new("clothes", "衣類", 2),
            new("sweets", "焼菓子・和菓子", 3),
            new("tea", "お茶", 4),
            new("goods", "雑貨", 5),
        ],
        [.. KagetsudoGoods.WithWindows, .. KagetsudoGoods.Everyday]);

    internal static readonly DemoPlan AoyamaPlan = new(
        Aoyama,
        new()
        {
            Name = "青山商店",
            Shipping = new(550),
            Legal = Legal("青山商店（架空の店舗です）", "青山 一郎", "〒107-0000 東京都港区架空青山4-5-6"),
        },
        AoyamaChannels,
        [new("kitchen", "台所まわり", 1)],
        [
            new(
                new()
                {
                    Sku = "A1", Name = "深煎り珈琲豆 200g", Price = new(1_296), Tax = TaxClass.Reduced, CategoryIds = ["kitchen"],
                    Description = "焙煎した日に詰める、苦みの深い珈琲豆です。",
                },
                40),
            new(
                new()
                {
                    Sku = "A2", Name = "ほうろうのマグカップ", Price = new(2_200), CategoryIds = ["kitchen"],
                    Description = "軽くて丈夫な白いほうろう。容量は約300mlです。",
                },
                25),
        ]);

    private static LegalNotice Legal(string seller, string responsible, string address) => new(
        seller, responsible, address, "03-0000-0000（平日10時〜17時）",
        "ご入金の確認後、3営業日以内に発送します。",
        "商品の到着から8日以内にご連絡ください。不良品は送料当店負担で交換または返金します。食品はお客様のご都合による返品をお受けできません。",
        InvoiceNumber: "T0000000000000");
}
