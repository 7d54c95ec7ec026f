using System.Text;
using System.Text.Json;

namespace Commerce.Simulators.Line;

/// <summary>Flex messages (Messaging API reference, "Flex Message"): sizes in JSON bytes, where a component may stand, and what it must have.</summary>
internal static class FlexRules
{
    private const int BubbleBytes = 30 * 1024;
    private const int CarouselBytes = 50 * 1024;
    private const int Deepest = 12;
    private static readonly string[] Sizes = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"];
    private static readonly string[] InBox = ["box", "button", "image", "text", "separator", "filler", "icon"];

    public static void Judge(Place contents)
    {
        if (contents.OneOf("type", ["bubble", "carousel"], required: true) == "carousel") Carousel(contents);
        else Bubble(contents, inCarousel: false);
    }

    private static void Carousel(Place carousel)
    {
        if (Bytes(carousel) > CarouselBytes) carousel.Say("", $"Size must be {CarouselBytes} bytes or less");
        var bubbles = carousel.Items("contents", 1, 12);
        foreach (var bubble in bubbles)
        {
            bubble.OneOf("type", ["bubble"], required: true);
            Bubble(bubble, inCarousel: true);
        }

        if (bubbles.Select(SizeOf).Distinct().Count() > 1) carousel.Say("contents", "All bubbles must have the same size");
    }

    private static void Bubble(Place bubble, bool inCarousel)
    {
        if (Bytes(bubble) > BubbleBytes) bubble.Say("", $"Size must be {BubbleBytes} bytes or less");
        bubble.OneOf("size", Sizes);
        bubble.OneOf("direction", ["ltr", "rtl"]);
        if (bubble.Object("action") is { } tap) ActionRules.Judge(tap, ActionPlace.Flex);
        string[] parts = ["header", "hero", "body", "footer"];
        if (!parts.Any(bubble.Has)) bubble.Say("", "At least one block must be specified");

        foreach (var part in parts)
        {
            if (bubble.Object(part) is not { } block) continue;
            string[] allowed = part == "hero" ? inCarousel ? ["box", "image"] : ["box", "image", "video"] : ["box"];
            if (block.OneOf("type", allowed, required: true) is { } type) Component(block, type, parentLayout: null, depth: 1);
        }
    }

    private static void Component(Place part, string type, string? parentLayout, int depth)
    {
        if (part.Object("action") is { } action) ActionRules.Judge(action, type == "button" ? ActionPlace.FlexButton : ActionPlace.Flex);
        switch (type)
        {
            case "box": Box(part, depth); break;
            case "button" when !part.Has("action"): part.Say("action", "May not be null"); break;
            case "image": part.Url("url", required: true); break;
            case "video":
                part.Url("url", required: true);
                part.Url("previewUrl", required: true);
                break;
            case "icon":
                part.Url("url", required: true);
                if (parentLayout != "baseline") part.Say("", "icon is only allowed in a baseline box");
                break;
            case "text": Text(part); break;
        }

        foreach (var color in (string[])["color", "backgroundColor", "borderColor"]) Color(part, color);
    }

    private static void Box(Place box, int depth)
    {
        if (depth > Deepest)
        {
            box.Say("", "Nested too deeply");
            return;
        }

        var layout = box.OneOf("layout", ["horizontal", "vertical", "baseline"], required: true);
        if (!box.Has("contents")) box.Say("contents", "May not be null");
        foreach (var item in box.Items("contents", 0, int.MaxValue))
            if (item.OneOf("type", InBox, required: true) is { } type) Component(item, type, layout, depth + 1);
    }

    // A text shows either its own text or spans; an empty one is refused in practice.
    private static void Text(Place text)
    {
        if (text.Has("contents"))
        {
            foreach (var span in text.Items("contents", 1, int.MaxValue))
            {
                span.OneOf("type", ["span"], required: true);
                span.Text("text", 2000, required: true);
            }

            return;
        }

        text.Text("text", 2000, required: true);
    }

    private static void Color(Place part, string name)
    {
        if (part.Text(name, 9) is not { } color) return;
        var digits = color.StartsWith('#') ? color[1..] : "";
        if (digits.Length is not (6 or 8) || !digits.All(char.IsAsciiHexDigit)) part.Say(name, "Must be a color as #RRGGBB or #RRGGBBAA");
    }

    private static string SizeOf(Place bubble) =>
        bubble.Json.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.String ? size.GetString()! : "mega";

    private static int Bytes(Place place) => Encoding.UTF8.GetByteCount(place.Json.GetRawText());
}
