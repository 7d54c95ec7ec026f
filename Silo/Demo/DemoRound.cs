using Commerce.Stock;

namespace Commerce.Silo.Demo;

/// <summary>When the demo's flash sale opens and closes. Pure.</summary>
internal static class DemoRound
{
    /// <summary>How many units there are to be had when a round opens.</summary>
    public const int Units = 24;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    /// <summary>The round that is announced or running; null when the next one is to be announced.</summary>
    public static DateTimeOffset? Ends(SaleTerms terms, DateTimeOffset now) => terms.Closes > now ? terms.Closes : null;

    /// <summary>The next round opens on a full minute, one to two minutes from now: time to look, not to leave.</summary>
    public static SaleTerms Next(SaleTerms terms, DateTimeOffset now)
    {
        var minute = now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute);
        var opens = new DateTimeOffset(minute, TimeSpan.Zero).AddMinutes(2);
        return terms with { Opens = opens, Closes = opens + Lasts };
    }
}
