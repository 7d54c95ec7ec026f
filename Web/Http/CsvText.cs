using System.Globalization;
using System.Text;

namespace Commerce.Web.Http;

/// <summary>
/// A table as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read Japanese). A text that a spreadsheet would take for a formula gets an
/// apostrophe in front; numbers are written as they are.
/// </summary>
internal static class CsvText
{
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    public static byte[] Write(IEnumerable<IEnumerable<object>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static string Cell(object value) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => Quote(text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..]
            ? "'" + text
            : text),
        _ => throw new ArgumentException($"a cell of {value.GetType().Name}", nameof(value)),
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(Quoted) < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
