using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Silo.ReadModel;
using Commerce.Web.Http;

namespace Commerce.Web.Stock;

/// <param name="Customer">The shopper's LINE user id.</param>
/// <param name="After">The last sequence of the page before.</param>
/// <param name="Take">At most 200.</param>
internal sealed record EntriesQuery(DateTimeOffset? From, DateTimeOffset? To, string? Customer, long? After, int? Take);

/// <param name="Next">Ask for the next page with <c>after</c>; null when this is the last.</param>
/// <param name="CopiedUpTo">The last entry that can be searched: younger ones follow in a moment.</param>
internal sealed record StockEntriesJson(IReadOnlyList<StockEntryJson> Entries, long? Next, long CopiedUpTo)
{
    public static StockEntriesJson Of(EntryPage page) => new([.. page.Entries.Select(entry => StockEntryJson.Of(entry))], page.Next, page.CopiedUpTo);
}

/// <param name="Kind">What happened, such as <c>held</c> or <c>refused</c>.</param>
/// <param name="Reason">Why it was refused: a problem's code.</param>
/// <param name="Detail">What staff did: who, why and the terms.</param>
internal sealed record StockEntryJson(
    long Sequence, string Kind, DateTimeOffset At, int Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? HoldId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Customer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Detail)
{
    public static StockEntryJson Of(EntryLine entry) => new(
        entry.Sequence, JsonNamingPolicy.KebabCaseLower.ConvertName(entry.Kind), entry.At, entry.Quantity,
        entry.HoldId.Length == 0 ? null : entry.HoldId, entry.CustomerId.Length == 0 ? null : entry.CustomerId, entry.Until,
        entry.Reason == Commerce.Reason.Unknown ? null : Sentences.Of(entry.Reason).Code,
        entry.Detail is { } detail ? JsonElement.Parse(detail) : null);
}
