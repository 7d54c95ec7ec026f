using Commerce.Catalog;
using Commerce.Stock;
using static Commerce.Catalog.TaxClass;

namespace Commerce.Silo.Demo;

/// <summary>What 花月堂 sells. A picture is named after its SKU in lower case.</summary>
internal static class KagetsudoGoods
{
    /// <summary>Sold only in a window, which is set when the shop is seeded.</summary>
    public static readonly ImmutableArray<DemoGoods> WithWindows =
    [
        Goods("P4", "限定スニーカー", 19_800, Standard, 300, ["limited", "clothes"],
            "染めの職人と作った、藍の濃淡が美しい一足。300足かぎり、お一人様1点までです。")
            .Under(terms => terms with { PerOrder = 1, PerPerson = 1, HoldInCart = true }),
        Goods(DemoShops.FlashSku, "朝焼けマカロン 24個入", 3_240, Reduced, DemoRound.Units, ["limited", "sweets"],
            "朝いちばんに焼き上げたマカロンを、焼けた分だけ。2分間だけの販売です。")
            .Under(terms => terms with { PerOrder = 2, HoldInCart = true }),
    ];

    public static readonly ImmutableArray<DemoGoods> Everyday =
    [
        Goods("P1", "T-SHIRT", 1_500, Standard, 120, ["clothes"], "肌ざわりのよい厚手の綿。洗うほどになじみます。"),
        Goods("P2", "焼菓子", 1_080, Reduced, 200, ["sweets"], "発酵バターが香るフィナンシェとマドレーヌの詰め合わせ、6個入りです。"),
        Goods("P3", "SKIRT", 2_400, Standard, 60, ["clothes"], "歩くたびに揺れる、ひざ下丈のスカート。裏地つきです。"),
        Goods("P6", "煉羊羹", 1_620, Reduced, 80, ["sweets"], "北海道の小豆を三日かけて煉り上げました。日持ちは常温で60日です。"),
        Goods("P7", "青磁の湯のみ", 3_300, Standard, 24, ["goods", "tea"], "雨上がりの空の色。ひとつずつ表情が異なります。"),
        Goods("P8", "月と波の手ぬぐい", 1_430, Standard, 90, ["goods"], "注染で染めた、裏表のない手ぬぐい。約36×90cmです。"),
        Goods("P9", "焙じ茶", 864, Reduced, 150, ["tea"], "茎を強火で焙じた、香ばしく軽い一杯。ティーバッグ15個入りです。"),
        Goods("P10", "どら焼き 5個入", 1_350, Reduced, 100, ["sweets"], "はちみつを効かせた皮に、粒あんをたっぷり。日持ちは5日です。"),
        Goods("P11", "帆布トート", 4_950, Standard, 35, ["goods", "clothes"], "倉敷の帆布で仕立てた、自立するトートバッグです。"),
        Goods("P12", "風呂敷", 2_750, Standard, 40, ["goods"], "一升瓶も包める二巾。結び方のしおりを添えてお届けします。"),
        Goods("P13", "金平糖", 594, Reduced, 180, ["sweets"], "二週間かけて育てた星のかたち。五色の小袋入りです。"),
        Goods("P14", "足袋ソックス", 1_320, Standard, 75, ["clothes"], "指先が分かれた、滑りにくい編み。22〜25cm対応です。"),
        Goods("P15", "和ろうそく", 1_980, Standard, 3, ["goods"], "櫨の実の蝋を手でかけた、ゆらぎの大きな灯り。残りわずかです。"),
    ];

    private static DemoGoods Goods(
        string sku, string name, long yen, TaxClass tax, int units, ImmutableArray<string> categories, string description) =>
        new(
            new()
            {
                Sku = sku,
                Name = name,
                Description = description,
                Image = $"/img/products/{sku.ToLowerInvariant()}.svg",
                CategoryIds = categories,
                Price = new(yen),
                Tax = tax,
            },
            units);

    private static DemoGoods Under(this DemoGoods goods, Func<SaleTerms, SaleTerms> terms) =>
        goods with { Product = goods.Product with { Terms = terms(goods.Product.Terms) } };
}
