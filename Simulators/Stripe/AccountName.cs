namespace Commerce.Simulators.Stripe;

/// <summary>Whose an object is: an account, or an account connected to it, written <c>platform/connected</c>.</summary>
internal static class AccountName
{
    public static string Of(string platform, string? connected) => string.IsNullOrEmpty(connected) ? platform : $"{platform}/{connected}";

    public static string Platform(string name) => name.Split('/')[0];

    /// <summary>Null for a platform's own object: only a connected account is named in an event.</summary>
    public static string? Connected(string name) => name.Contains('/', StringComparison.Ordinal) ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : null;
}
