using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commerce.Simulators.Line;

/// <summary>Someone with the LINE app. The id follows from the name, so that scripts can name people.</summary>
internal sealed record LineUser(string UserId, string DisplayName, string Language = "ja")
{
    public static LineUser Named(string name) =>
        new("U" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32], name);
}

internal enum Friendship { Stranger = 0, Friend = 1, Blocked = 2 }

/// <summary>What a talk shows: one message of the account or of the person.</summary>
internal sealed record TalkEntry(string Id, string Channel, string User, bool FromBot, DateTimeOffset At, JsonElement Message, bool Silent = false);

/// <summary>What is kept of a talk besides its entries.</summary>
internal sealed record TalkHead(Friendship Friendship, long Accepted, long Delivered);

/// <summary>A retry key that was accepted ("Retry failed API requests"); kept for 24 hours.</summary>
internal sealed record AcceptedKey(string RequestId, DateTimeOffset At, SentMessage[] Sent, string BodyHash);

internal sealed record SentMessage(string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? QuoteToken);

/// <summary>A webhook event that has not been confirmed by the receiver yet.</summary>
internal sealed record PendingHook(string Channel, JsonElement Event);

internal static class LineJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Japanese stays readable in the file and small on the wire; nothing of it is put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
