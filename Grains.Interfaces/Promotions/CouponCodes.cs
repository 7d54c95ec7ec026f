using System.Text;

namespace Commerce.Promotions;

/// <summary>Coupon codes are part of keys, and typed by people.</summary>
public static class CouponCodes
{
    public const int Longest = 32;

    /// <summary>A code as it is stored: half-width capitals, whatever keyboard it was typed on. Null: it cannot be one.</summary>
    public static string? Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > Longest || typed.Any(char.IsSurrogate)) return null;
        var code = typed.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();
        return code.Length <= Longest && Keys.IsPart(code) ? code : null;
    }
}
