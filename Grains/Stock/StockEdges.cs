using System.Globalization;

namespace Commerce.Stock;

/// <summary>How an entry names the web that counted refusals: <c>source:number</c>.</summary>
internal static class StockEdges
{
    public static string Name(NoteRefusedRequest ask) => string.Create(CultureInfo.InvariantCulture, $"{ask.Source}:{ask.Number}");

    public static EdgeSource Of(string name)
    {
        var colon = name.LastIndexOf(':');
        return new(name[..colon], long.Parse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
