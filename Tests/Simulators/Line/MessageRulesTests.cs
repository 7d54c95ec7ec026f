using System.Text.Json;
using Commerce.Simulators.Line;

namespace Commerce.Tests.Simulators.Line;

public sealed class MessageRulesTests
{
    private static readonly object Tap = new { type = "uri", label = "見る", uri = "https://liff.line.me/1-a" };

    [Fact]
    public void Product_carousel_of_a_shop_is_accepted()
    {
        var bubble = new
        {
            type = "bubble",
            hero = new { type = "image", url = "http://localhost:5000/p1.png", size = "full", aspectRatio = "1:1" },
            body = new { type = "box", layout = "vertical", contents = new object[] { new { type = "text", text = "焼菓子", weight = "bold" }, new { type = "separator" } } },
            footer = new { type = "box", layout = "vertical", contents = new object[] { new { type = "button", style = "primary", color = "#06C755", action = Tap } } },
        };
        Accepted(Flex(new { type = "carousel", contents = Enumerable.Repeat(bubble, 12) }));
    }

    [Theory]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    [InlineData(0, false)]
    public void Text_has_one_to_5000_letters(int length, bool accepted)
    {
        var found = Judge(new { type = "text", text = new string('あ', length) });
        Assert.Equal(accepted, found.Count == 0);
        if (!accepted) Assert.Equal("messages[0].text", found[0].Property);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void One_to_five_messages_go_together(int count, bool accepted) =>
        Assert.Equal(accepted, Judge([.. Enumerable.Repeat<object>(new { type = "text", text = "a" }, count)]).Count == 0);

    [Fact]
    public void Empty_flex_text_is_refused_where_it_stands() =>
        Refused("messages[0].contents.body.contents[0].text", Flex(Bubble(new { type = "text", text = "" })));

    [Fact]
    public void Alt_text_is_required_and_short()
    {
        Refused("messages[0].altText", new { type = "flex", contents = Bubble(new { type = "text", text = "a" }) });
        Refused("messages[0].altText", Flex(Bubble(new { type = "text", text = "a" }), new string('a', 1501)));
    }

    [Fact]
    public void Bubble_of_more_than_30_kb_is_refused() =>
        Refused("messages[0].contents", Flex(Bubble([.. Enumerable.Repeat<object>(new { type = "text", text = new string('a', 1900) }, 17)])));

    [Fact]
    public void Carousel_has_at_most_twelve_bubbles_of_one_size()
    {
        Refused("messages[0].contents.contents", Flex(new { type = "carousel", contents = Enumerable.Repeat(Bubble(new { type = "text", text = "a" }), 13) }));
        object[] mixed = [new { type = "bubble", size = "kilo", body = Box() }, new { type = "bubble", size = "mega", body = Box() }];
        Refused("messages[0].contents.contents", Flex(new { type = "carousel", contents = mixed }));
    }

    [Theory]
    [InlineData("http://example.com/a.png", false)]
    [InlineData("https://example.com/画像.png", false)]
    [InlineData("https://example.com/a.png", true)]
    [InlineData("http://localhost:5000/a.png", true)]
    public void Pictures_come_by_https(string url, bool accepted) =>
        Assert.Equal(accepted, Judge(Flex(Bubble(new { type = "image", url }))).Count == 0);

    [Fact]
    public void Buttons_template_has_one_to_four_actions_and_short_text()
    {
        Accepted(Template(new { type = "buttons", text = new string('あ', 160), actions = new[] { Tap } }));
        Refused("messages[0].template.text", Template(new { type = "buttons", title = "題", text = new string('あ', 61), actions = new[] { Tap } }));
        Refused("messages[0].template.actions", Template(new { type = "buttons", text = "a", actions = Enumerable.Repeat(Tap, 5) }));
    }

    [Fact]
    public void Carousel_columns_agree_in_shape()
    {
        object[] columns = [new { text = "a", actions = new[] { Tap } }, new { text = "b", actions = new[] { Tap, Tap } }];
        Refused("messages[0].template.columns", Template(new { type = "carousel", columns }));
    }

    [Fact]
    public void Quick_replies_are_at_most_thirteen_with_short_labels()
    {
        object Quick(int count, string label) => new
        {
            type = "text",
            text = "a",
            quickReply = new { items = Enumerable.Repeat(new { type = "action", action = new { type = "message", label, text = "はい" } }, count) },
        };
        Accepted(Quick(13, "はい"));
        Refused("messages[0].quickReply.items", Quick(14, "はい"));
        Refused("messages[0].quickReply.items[0].action.label", Quick(1, new string('あ', 21)));
    }

    [Fact]
    public void Postback_data_has_at_most_300_letters() =>
        Refused(
            "messages[0].contents.body.contents[0].action.data",
            Flex(Bubble(new { type = "button", action = new { type = "postback", label = "カートへ", data = new string('a', 301) } })));

    [Fact]
    public void Label_of_one_family_is_one_letter() =>
        Accepted(Template(new { type = "confirm", text = "a", actions = new[] { Labelled(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 20))), Labelled("b") } }));

    private static object Labelled(string label) => new { type = "message", label, text = "a" };

    private static object Template(object template) => new { type = "template", altText = "a", template };

    private static object Flex(object contents, string altText = "a") => new { type = "flex", altText, contents };

    private static object Bubble(params object[] contents) => new { type = "bubble", body = Box(contents) };

    private static object Box(params object[] contents) => new { type = "box", layout = "vertical", contents };

    private static void Accepted(object message) => Assert.Empty(Judge(message));

    private static void Refused(string property, object message) => Assert.Contains(Judge(message), f => f.Property == property);

    private static List<Finding> Judge(params object[] messages) => MessageRules.Judge(JsonSerializer.SerializeToElement(new { messages }));
}
