using System.Text.Json.Nodes;
using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Shops;
using static Commerce.Messaging.LineMessages;

namespace Commerce.Messaging;

/// <summary>What the shop says in the talk: the cart reminder, the welcome and the menu. Pure.</summary>
internal static class TalkMessages
{
    /// <summary>More would be pressing; the rest is one tap away.</summary>
    public const int MostReminded = 5;

    private const int MostCategories = 10;

    public static string CartReminder(ImmutableArray<CartLine> lines, ShopSettings shop, ShopLinks links)
    {
        var more = lines.Length - MostReminded;
        var words = $"お買い忘れはございませんか？\nカートの商品がお待ちしています。{(more > 0 ? $"（ほか{more}商品）" : "")}\n― {shop.Name}";
        var bubbles = lines.Take(MostReminded).Select(line => Bubble(
            links.Picture(line.Image),
            Column(Name(line.Name), Amount($"{line.UnitPrice}（税込）"), Note($"数量 {line.Quantity}")),
            Column(Button("カートを見る", links.Cart)),
            "kilo"));
        return Body(Text(words), Flex($"【{shop.Name}】カートに商品が残っています：{lines[0].Name}", Carousel(bubbles)));
    }

    public static string Welcome(ImmutableArray<Category> categories, ShopSettings shop, ShopLinks links) => Body(
        Text($"友だち追加ありがとうございます。\n{shop.Name}です。このトークから、そのままお買い物いただけます。\n"
            + "「お店」と送ると商品のご案内、「注文状況」と送るとご注文のようすをお知らせします。"),
        MenuOf(categories, shop, links));

    public static string Menu(ImmutableArray<Category> categories, ShopSettings shop, ShopLinks links) => Body(MenuOf(categories, shop, links));

    private static JsonObject MenuOf(ImmutableArray<Category> categories, ShopSettings shop, ShopLinks links)
    {
        var words = categories.IsEmpty ? "ただいま商品を準備しております。もうしばらくお待ちください。" : "どの棚をご覧になりますか？";
        JsonObject[] buttons =
        [
            .. categories.Take(MostCategories).Select(category => Button(category.Name, links.Category(category.CategoryId))),
            Button("すべての商品を見る", links.Home, primary: false),
            Button("カートを見る", links.Cart, primary: false),
            Button("ご注文の状況", links.Orders, primary: false),
        ];
        return Flex($"【{shop.Name}】商品のご案内", Bubble(null, Column(Title(shop.Name), Paragraph(words)), Column(buttons)));
    }
}
