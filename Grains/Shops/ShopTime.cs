namespace Commerce.Shops;

/// <summary>The shop's own calendar: its days begin at its own midnight.</summary>
public static class ShopTime
{
    public static TimeZoneInfo Zone(this ShopSettings shop) => TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone);

    public static DateOnly DayOf(this ShopSettings shop, DateTimeOffset at) => shop.Zone().DayOf(at);

    public static DateOnly DayOf(this TimeZoneInfo zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The instants (UTC) of a day: <c>[From, To)</c>. 23 or 25 hours where the clocks change.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) BoundsOf(this TimeZoneInfo zone, DateOnly day) =>
        (MidnightOf(day, zone), MidnightOf(day.AddDays(1), zone));

    private static DateTimeOffset MidnightOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks skip midnight the day begins with the first minute that exists.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        // Where they strike it twice the day begins with the first: the one of the greater offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
