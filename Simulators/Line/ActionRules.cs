namespace Commerce.Simulators.Line;

internal enum ActionPlace { Template, ImageCarousel, QuickReply, FlexButton, Flex }

/// <summary>What a tap may do and how long its label may be (Messaging API reference, "Action objects"). Labels count graphemes.</summary>
internal static class ActionRules
{
    private static readonly string[] Everywhere = ["postback", "message", "uri", "datetimepicker", "clipboard"];
    private static readonly string[] InQuickReply = [.. Everywhere, "camera", "cameraRoll", "location"];

    public static void Judge(Place action, ActionPlace where)
    {
        var type = action.OneOf("type", where == ActionPlace.QuickReply ? InQuickReply : Everywhere, required: true);
        var (label, required) = where switch
        {
            ActionPlace.Template => (20, true),
            ActionPlace.ImageCarousel => (12, false),
            ActionPlace.QuickReply => (20, true),
            ActionPlace.FlexButton => (40, true),
            _ => (40, false),
        };
        action.Text("label", label, required, graphemes: true);

        switch (type)
        {
            case "postback":
                action.Text("data", 300, required: true);
                action.Text("displayText", 300, graphemes: true);
                action.Text("fillInText", 300, graphemes: true);
                break;
            case "message":
                action.Text("text", 300, required: true, graphemes: true);
                break;
            case "uri":
                action.Url("uri", 1000, required: true, "http", "line", "tel");
                break;
            case "datetimepicker":
                action.Text("data", 300, required: true);
                action.OneOf("mode", ["date", "time", "datetime"], required: true);
                break;
            case "clipboard":
                action.Text("clipboardText", 1000, required: true);
                break;
        }
    }
}
