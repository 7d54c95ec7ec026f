using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Messaging;

/// <summary>The message objects of LINE's Messaging API that the shop uses, within LINE's limits whatever is put into them. Pure.</summary>
internal static class LineMessages
{
    public const int MostBubbles = 12;
    private const string Ink = "#3A322B";
    private const string Faint = "#8C837A";
    private const string Accent = "#B5495B";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One to five messages as the JSON array that a push or a reply carries.</summary>
    public static string Body(params JsonObject[] messages) => new JsonArray([.. messages]).ToJsonString(Readable);

    public static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = Cut(text, 5_000) };

    public static JsonObject Flex(string altText, JsonObject contents) =>
        new() { ["type"] = "flex", ["altText"] = Cut(altText, 1_500), ["contents"] = contents };

    public static JsonObject Carousel(IEnumerable<JsonObject> bubbles) =>
        new() { ["type"] = "carousel", ["contents"] = new JsonArray([.. bubbles.Take(MostBubbles)]) };

    public static JsonObject Bubble(string? picture, JsonObject body, JsonObject footer, string size = "mega")
    {
        var bubble = new JsonObject { ["type"] = "bubble", ["size"] = size };
        if (picture is not null) bubble["hero"] = Image(picture);
        bubble["body"] = body;
        bubble["footer"] = footer;
        return bubble;
    }

    public static JsonObject Column(params JsonObject[] contents) => Box("vertical", contents);

    /// <summary>A short label and a value that must be read whole, such as an order number.</summary>
    public static JsonObject Fact(string label, string value) =>
        Box("horizontal", With(Words(label, "sm"), ("flex", 3)), With(Words(value, "sm"), ("flex", 6), ("align", "end"), ("wrap", true)));

    /// <summary>A name at the left and an amount at the right.</summary>
    public static JsonObject Row(string left, string right) =>
        Box("horizontal", With(Words(left, "sm"), ("flex", 5), ("wrap", true)), With(Words(right, "sm"), ("flex", 3), ("align", "end")));

    public static JsonObject Title(string text) => With(Words(text, "lg"), ("weight", "bold"), ("wrap", true));

    public static JsonObject Name(string text) => With(Words(text, "md"), ("weight", "bold"), ("wrap", true), ("maxLines", 2));

    public static JsonObject Amount(string text) => With(Words(text, "md"), ("weight", "bold"), ("color", Accent));

    public static JsonObject Note(string text) => With(Words(text, "xs"), ("wrap", true), ("color", Faint));

    public static JsonObject Paragraph(string text) => With(Words(text, "sm"), ("wrap", true));

    public static JsonObject Line() => new() { ["type"] = "separator", ["margin"] = "md" };

    public static JsonObject Button(string label, string address, bool primary = true)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["style"] = primary ? "primary" : "link",
            ["height"] = "sm",
            ["action"] = new JsonObject { ["type"] = "uri", ["label"] = CutElements(label, 40), ["uri"] = address },
        };
        return primary ? With(button, ("color", Accent)) : button;
    }

    private static JsonObject Image(string address) => new()
    {
        ["type"] = "image",
        ["url"] = address,
        ["size"] = "full",
        ["aspectRatio"] = "1:1",
        ["aspectMode"] = "cover",
    };

    /// <summary>LINE refuses a text component without text.</summary>
    private static JsonObject Words(string text, string size) => new()
    {
        ["type"] = "text",
        ["text"] = string.IsNullOrWhiteSpace(text) ? "―" : Cut(text, 2_000),
        ["size"] = size,
        ["color"] = Ink,
    };

    private static JsonObject Box(string layout, params JsonObject[] contents) =>
        new() { ["type"] = "box", ["layout"] = layout, ["spacing"] = "sm", ["contents"] = new JsonArray([.. contents]) };

    private static JsonObject With(JsonObject component, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        foreach (var (name, value) in more) component[name] = value;
        return component;
    }

    /// <summary>At most so many UTF-16 units, never half a character.</summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>At most so many characters as people count them: what LINE counts in a label.</summary>
    private static string CutElements(string text, int most)
    {
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= most ? text : letters.SubstringByTextElements(0, most - 1) + "…";
    }
}
