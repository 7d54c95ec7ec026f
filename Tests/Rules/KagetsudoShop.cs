using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Tests.Rules;

/// <summary>花月堂 and its products, as the acceptance flows name them.</summary>
internal static class KagetsudoShop
{
    /// <summary>Noon in Tokyo on the day of the flash sale.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly SaleDay = new(2026, 11, 1);

    public static readonly ShopSettings Settings = new()
    {
        Name = "花月堂",
        Legal = new("株式会社花月堂", "花月 太郎", "東京都千代田区千代田1-1", "03-0000-0000", "3日以内に発送", "到着後8日以内", "T1234567890123"),
    };

    public static readonly Product Shirt = Of("P1", "T-SHIRT", 1_500);
    public static readonly Product Cookies = Of("P2", "焼菓子", 1_080) with { Tax = TaxClass.Reduced };
    public static readonly Product Skirt = Of("P3", "SKIRT", 2_400);

    public static readonly Product Sneakers = Of("P4", "限定スニーカー", 19_800) with
    {
        Terms = new() { Opens = Noon, Closes = Noon.AddMinutes(30), PerPerson = 1, HoldInCart = true },
    };

    public static readonly Recipient Hanako = new("山田 花子", "09012345678", "1000001", "東京都", "千代田区", "千代田1-1", "皇居前マンション101");

    public static Product Of(string sku, string name, long price) => new()
    {
        Sku = sku,
        Name = name,
        Price = new(price),
        Image = $"/images/{sku}.png",
        Version = 1,
    };

    public static ImmutableArray<BasketLine> Basket(params (Product Product, int Quantity)[] lines) =>
        [.. lines.Select(line => new BasketLine(line.Product, line.Quantity))];
}
