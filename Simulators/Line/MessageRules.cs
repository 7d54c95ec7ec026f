using System.Text.Json;

namespace Commerce.Simulators.Line;

/// <summary>What LINE accepts as messages (Messaging API reference, "Message objects"). The kinds a shop sends are judged in full.</summary>
internal static class MessageRules
{
    private static readonly string[] Types =
        ["text", "textV2", "sticker", "image", "video", "audio", "location", "imagemap", "template", "flex", "coupon"];

    public static List<Finding> Judge(JsonElement body)
    {
        List<Finding> found = [];
        var messages = new Place(body, "", found).Items("messages", 1, 5);
        foreach (var message in messages) Judge(message);
        return found;
    }

    private static void Judge(Place message)
    {
        switch (message.OneOf("type", Types, required: true))
        {
            case "text" or "textV2":
                message.Text("text", 5000, required: true);
                message.Items("emojis", 0, 20);
                break;
            case "image":
                message.Url("originalContentUrl", required: true);
                message.Url("previewImageUrl", required: true);
                break;
            case "sticker":
                message.Text("packageId", 20, required: true);
                message.Text("stickerId", 20, required: true);
                break;
            case "coupon":
                message.Text("couponId", 100, required: true);
                message.Text("deliveryTag", 30);
                break;
            case "template":
                message.Text("altText", 1500, required: true);
                if (message.Object("template", required: true) is { } template) TemplateRules.Judge(template);
                break;
            case "flex":
                message.Text("altText", 1500, required: true);
                if (message.Object("contents", required: true) is { } contents) FlexRules.Judge(contents);
                break;
        }

        if (message.Object("quickReply") is { } quick)
            foreach (var item in quick.Items("items", 1, 13))
            {
                item.Url("imageUrl");
                if (item.Object("action", required: true) is { } action) ActionRules.Judge(action, ActionPlace.QuickReply);
            }

        if (message.Object("sender") is { } sender)
        {
            sender.Text("name", 20);
            sender.Url("iconUrl");
        }
    }
}
