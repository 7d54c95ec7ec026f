using System.Text;

namespace Commerce.Web.Orders;

/// <summary>Pasted lines of order number and tracking number, apart by tab, comma or blanks. Pure.</summary>
internal static class ParcelLines
{
    private const int LongestCell = 40;
    private static readonly char[] Between = ['\t', ',', '、', ' '];

    /// <summary>Full-width letters and digits are read as what they stand for, quotes of a spreadsheet are dropped, empty lines skipped.</summary>
    public static ImmutableArray<ParcelLine> Read(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n')
            .Select((line, place) => (Line: line, Place: place + 1))
            .Where(line => line.Line.AsSpan().IndexOfAnyExcept(" \t,\"　") >= 0)
            .Select(line => Of(line.Place, line.Line)),
    ];

    private static ParcelLine Of(int place, string line) =>
        Plain(line).Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var number, var tracking]
        && number.Length <= LongestCell && tracking.Length <= LongestCell && tracking.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? new(place, number.ToUpperInvariant(), tracking)
            : new(place, line.Trim() is { Length: > LongestCell } whole ? whole[..LongestCell] : line.Trim(), null);

    private static string Plain(string line)
    {
        try
        {
            return line.Replace("\"", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return "";   // half a character: nothing that an order is called
        }
    }
}

/// <param name="Line">Which one it is, from 1.</param>
/// <param name="Number">As orders are called; of a line that cannot be read, its beginning.</param>
/// <param name="TrackingNumber">Null: the line cannot be read.</param>
internal readonly record struct ParcelLine(int Line, string Number, string? TrackingNumber);
