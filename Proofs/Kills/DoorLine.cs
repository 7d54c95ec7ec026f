using System.Text.Json;
using Commerce.Proofs.History;
using Commerce.Stock;

namespace Commerce.Proofs.Kills;

/// <summary>One request to the stock in another process: a line of JSON on its standard input.</summary>
internal sealed record DoorLine(
    long Id, AskKind Kind, string Sku, string Key, string CustomerId = "", int Quantity = 0, string? Replaces = null,
    long? ExpectedVersion = null, SaleTerms? Terms = null, bool Paused = false)
{
    public override string ToString() => JsonSerializer.Serialize(this);

    public static DoorLine Read(string line) => JsonSerializer.Deserialize<DoorLine>(line)!;
}

/// <summary>Its answer: a line on the standard output. Unknown: the process does not know either.</summary>
internal sealed record DoorAnswer(
    long Id, Outcome Outcome, Reason Reason = Reason.Unknown, DateTimeOffset? Until = null, int Units = 0, StockView? View = null)
{
    public override string ToString() => JsonSerializer.Serialize(this);

    public static DoorAnswer Read(string line) => JsonSerializer.Deserialize<DoorAnswer>(line)!;
}
