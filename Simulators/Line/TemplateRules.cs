using System.Text.Json;

namespace Commerce.Simulators.Line;

/// <summary>Template messages (Messaging API reference, "Template messages").</summary>
internal static class TemplateRules
{
    public static void Judge(Place template)
    {
        switch (template.OneOf("type", ["buttons", "confirm", "carousel", "image_carousel"], required: true))
        {
            case "buttons":
                Column(template, longText: 160, mostActions: 4);
                break;
            case "confirm":
                template.Text("text", 240, required: true, graphemes: true);
                foreach (var action in template.Items("actions", 2, 2)) ActionRules.Judge(action, ActionPlace.Template);
                break;
            case "carousel":
                Carousel(template);
                break;
            case "image_carousel":
                foreach (var column in template.Items("columns", 1, 10))
                {
                    column.Url("imageUrl", required: true);
                    if (column.Object("action", required: true) is { } action) ActionRules.Judge(action, ActionPlace.ImageCarousel);
                }

                break;
        }
    }

    private static void Carousel(Place template)
    {
        var columns = template.Items("columns", 1, 10);
        foreach (var column in columns) Column(column, longText: 120, mostActions: 3);

        // LINE draws the columns side by side: they must agree in shape.
        if (columns.Select(c => ActionCount(c)).Distinct().Count() > 1)
            template.Say("columns", "All columns must have the same number of actions");
        if (columns.Select(c => (c.Has("title"), c.Has("thumbnailImageUrl"))).Distinct().Count() > 1)
            template.Say("columns", "All columns must agree on having a title and an image");
    }

    private static void Column(Place column, int longText, int mostActions)
    {
        var adorned = column.Has("title") || column.Has("thumbnailImageUrl");
        column.Text("title", 40, graphemes: true);
        column.Text("text", adorned ? 60 : longText, required: true, graphemes: true);
        column.Url("thumbnailImageUrl");
        if (column.Object("defaultAction") is { } tap) ActionRules.Judge(tap, ActionPlace.Flex);
        foreach (var action in column.Items("actions", 1, mostActions)) ActionRules.Judge(action, ActionPlace.Template);
    }

    private static int ActionCount(Place column) =>
        column.Json.TryGetProperty("actions", out var actions) && actions.ValueKind == JsonValueKind.Array ? actions.GetArrayLength() : 0;
}
