using System.Globalization;
using System.Text;

namespace Commerce.Orders;

/// <summary>What the label printers and files of Yamato and Sagawa can carry: the characters of CP932 (Windows' Shift_JIS). Pure.</summary>
public static class PrintRules
{
    private static readonly Encoding Cp932 =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The characters that no label shows as they are, each once; empty when all can be printed.</summary>
    public static ImmutableArray<string> Unprintable(string text) =>
        IsWellFormed(text)
            ? [.. text.EnumerateRunes().Select(rune => rune.ToString()).Where(letter => letter != "\n" && !Fits(letter)).Distinct()]
            : ["\uFFFD"];

    public static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (CharUnicodeInfo.GetUnicodeCategory(text, at) == UnicodeCategory.Surrogate) return false;
            at++;
        }

        return true;
    }

    // The same stroke has two code points each; CP932 knows the other one, and files are written with that.
    private static string Twin(string letter) => letter switch
    {
        "\u301C" => "\uFF5E",
        "\u2212" => "\uFF0D",
        "\u2016" => "\u2225",
        "\u2014" => "\u2015",
        _ => letter,
    };

    private static bool Fits(string letter)
    {
        try
        {
            return Cp932.GetByteCount(Twin(letter)) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
