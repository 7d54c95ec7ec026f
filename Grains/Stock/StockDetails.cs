using System.Text.Json;

namespace Commerce.Stock;

/// <summary>The JSON in an entry's Detail: what happens rarely, readable by a person who looks into the journal.</summary>
public static class StockDetails
{
    public static string Of(Actor by) => JsonSerializer.Serialize(new Row(by.Who, by.Why, null));

    public static string Of(SaleTerms terms, Actor by) => JsonSerializer.Serialize(new Row(by.Who, by.Why, terms));

    /// <exception cref="JsonException">Not what <see cref="Of(SaleTerms, Actor)"/> wrote.</exception>
    public static SaleTerms Terms(string detail) =>
        JsonSerializer.Deserialize<Row>(detail)?.Terms ?? throw new JsonException("The entry has no sale terms");

    private sealed record Row(string Who, string Why, SaleTerms? Terms);
}
