using System.Globalization;

namespace Commerce.Web.Http;

/// <summary>One line of <see cref="Sentences"/>: what a refusal is on the wire, and in words that say what to do next.</summary>
/// <param name="With">The sentences that name the refusal's facts, the fullest first; the first whose facts are known is used.</param>
internal sealed record Sentence(int Status, string Code, string Ja, string En, params (string Ja, string En)[] With)
{
    public string JaFor(Refusal? facts, TimeZoneInfo zone) =>
        With.Select(with => Fill(with.Ja, facts, zone, "M月d日 HH:mm", CultureInfo.InvariantCulture)).FirstOrDefault(filled => filled is not null) ?? Ja;

    public string EnFor(Refusal? facts, TimeZoneInfo zone) =>
        With.Select(with => Fill(with.En, facts, zone, "MMM d, HH:mm", CultureInfo.InvariantCulture)).FirstOrDefault(filled => filled is not null) ?? En;

    private static string? Fill(string text, Refusal? facts, TimeZoneInfo zone, string when, CultureInfo culture)
    {
        if (text.Contains("{limit}", StringComparison.Ordinal))
        {
            if (facts?.Limit is not ({ } limit and > 0)) return null;   // "only 0 left" helps nobody
            text = text.Replace("{limit}", limit.ToString("N0", culture), StringComparison.Ordinal);
        }

        if (text.Contains("{taken}", StringComparison.Ordinal))
        {
            if (facts?.Taken is not ({ } taken and > 0)) return null;
            text = text.Replace("{taken}", taken.ToString("N0", culture), StringComparison.Ordinal);
        }

        if (!text.Contains("{at}", StringComparison.Ordinal) && !text.Contains("{day}", StringComparison.Ordinal)) return text;
        if (facts?.At is not { } at) return null;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return text.Replace("{at}", local.ToString(when, culture), StringComparison.Ordinal)
            .Replace("{day}", local.ToString(when[..when.IndexOf("HH", StringComparison.Ordinal)].TrimEnd(' ', ','), culture), StringComparison.Ordinal);
    }
}
