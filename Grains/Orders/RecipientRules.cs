using System.Text;

namespace Commerce.Orders;

/// <summary>What a recipient must look like to be printed on a parcel label. Pure.</summary>
internal static class RecipientRules
{
    // Full-width characters: what Yamato's B2 prints. Two half-width characters take the room of one.
    private const int NameWidth = 16;
    private const int AddressWidth = 32;
    private const int BuildingWidth = 16;

    private const int KanaWidth = 25;   // B2: 50 half-width, and a half-width ガ is two

    /// <summary>
    /// The person as it will be stored, and the first field that a shopper must correct.
    /// Refusals name the field as the form does, after <paramref name="prefix"/>; <see cref="Refusal.Limit"/> is a length in full-width characters.
    /// </summary>
    public static (Refusal? Refused, Recipient Recipient) Check(Recipient typed, string prefix = "")
    {
        var clean = Clean(typed);
        return (Wrong(clean, kanaRequired: false, prefix).FirstOrDefault(), clean);
    }

    /// <summary>The same recipient in one spelling: digits and Latin half-width, kana full-width, no stray spaces or hyphens.</summary>
    public static Recipient Clean(Recipient typed) => new(
        OneLine(typed.Name),
        Phone(OneLine(typed.Phone)),
        Digits(OneLine(typed.PostalCode)),
        OneLine(typed.Prefecture),
        OneLine(typed.City),
        OneLine(typed.Street),
        OneLine(typed.Building),
        Katakana(OneLine(typed.Kana)));

    /// <summary>Every field that must be corrected, in the order of the form, of a person in one spelling (<see cref="Clean"/>).</summary>
    public static IEnumerable<Refusal> Wrong(Recipient clean, bool kanaRequired, string prefix = "") =>
        ((Refusal?[])
        [
            Text("name", clean.Name, NameWidth),
            Kana(clean.Kana, kanaRequired),
            IsPhone(clean.Phone) ? null : Bad(Reason.BadPhone, "phone", clean.Phone),
            clean.PostalCode.Length == 7 && IsDigits(clean.PostalCode) ? null : Bad(Reason.BadPostalCode, "postalCode", clean.PostalCode),
            Prefectures.All.Contains(clean.Prefecture) ? null : Bad(Reason.BadRequest, "prefecture", clean.Prefecture),
            Text("city", clean.City, AddressWidth),
            Text("street", clean.Street, AddressWidth) ?? Fits("street", clean.Prefecture + clean.City + clean.Street, AddressWidth),
            clean.Building.Length == 0 ? null : Text("building", clean.Building, BuildingWidth),
        ]).OfType<Refusal>().Select(refused => refused with { Subject = prefix + refused.Subject });

    private static Refusal? Kana(string kana, bool required)
    {
        if (kana.Length == 0) return required ? new(Reason.FieldRequired, "kana") : null;
        return kana.All(IsKana) ? Fits("kana", kana, KanaWidth) : new(Reason.BadKana, "kana");
    }

    private static Refusal Bad(Reason reason, string field, string text) => new(text.Length == 0 ? Reason.FieldRequired : reason, field);

    private static Refusal? Text(string field, string text, int width)
    {
        if (text.Length == 0) return new(Reason.FieldRequired, field);
        return text.Any(c => char.IsSurrogate(c) || char.IsControl(c) || c == '\uFFFD')
            ? new(Reason.FieldUnprintable, field)
            : Fits(field, text, width);
    }

    private static Refusal? Fits(string field, string text, int width) =>
        HalfWidths(text) > 2 * width ? new(Reason.FieldTooLong, field, width) : null;

    /// <summary>NFKC makes １０１ into 101 and ｱ into ア; runs of white space become one space.</summary>
    internal static string OneLine(string? text)
    {
        // What is not well-formed UTF-16 cannot be normalised; its lone surrogates are refused afterwards.
        if (string.IsNullOrEmpty(text)) return "";
        var normal = PrintRules.IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKC) : text;
        return string.Join(' ', normal.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Phone(string text)
    {
        var digits = Digits(text);
        return text.StartsWith("+81", StringComparison.Ordinal) ? "0" + digits[2..].TrimStart('0') : digits;
    }

    /// <summary>Drops what people write between digits. Anything else stays, and is refused.</summary>
    private static string Digits(string text) =>
        string.Concat(text.Where(c => !" -‐‑‒–—―−ー()〒+".Contains(c, StringComparison.Ordinal)));

    private static bool IsPhone(string text) => text.Length is 10 or 11 && text[0] == '0' && text[1] != '0' && IsDigits(text);

    private static bool IsDigits(string text) => text.All(char.IsAsciiDigit);

    private static int HalfWidths(string text) => text.Sum(c => c < 0x80 ? 1 : 2);

    /// <summary>ひらがな as カタカナ; NFKC has made ﾊﾝｶｸ full-width before.</summary>
    private static string Katakana(string text) => string.Concat(text.Select(c => c is >= 'ぁ' and <= 'ゖ' or 'ゝ' or 'ゞ' ? (char)(c + 0x60) : c));

    private static bool IsKana(char c) => c is (>= 'ァ' and <= 'ヺ') or 'ー' or '・' or ' ' or 'ヽ' or 'ヾ';
}
