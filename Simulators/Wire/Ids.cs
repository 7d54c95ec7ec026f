using System.Security.Cryptography;

namespace Commerce.Simulators.Wire;

/// <summary>Identifiers in the forms the real services use.</summary>
internal static class Ids
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static long _lastNumber;

    public static string Random(string prefix, int length) => prefix + RandomNumberGenerator.GetString(Alphanumeric, length);

    /// <summary>A ULID: 48 bits of milliseconds, 80 bits of chance, 26 letters.</summary>
    public static string Ulid(DateTimeOffset at)
    {
        Span<char> letters = stackalloc char[26];
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 9; i >= 0; i--, milliseconds >>= 5) letters[i] = Crockford[(int)(milliseconds & 31)];
        RandomNumberGenerator.GetItems(Crockford.AsSpan(), letters[10..]);
        return new(letters);
    }

    /// <summary>A string of 18 digits that only rises, also over a restart.</summary>
    public static string Number(DateTimeOffset at)
    {
        var candidate = at.ToUnixTimeMilliseconds() * 100_000;
        while (true)
        {
            var last = Interlocked.Read(ref _lastNumber);
            var next = Math.Max(last + 1, candidate);
            if (Interlocked.CompareExchange(ref _lastNumber, next, last) == last) return next.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
