using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>Which delivery days and times may be wished for. Pure; days are those of the shop's calendar.</summary>
internal static class DeliveryRules
{
    /// <summary>
    /// The first day that may be wished for: an order before the cut-off is taken up today, else tomorrow, in both cases on the first open
    /// day from there; then <see cref="DeliveryTerms.LeadDays"/> open days pass. Null when no open day comes within a year.
    /// </summary>
    public static DateOnly? Earliest(DeliveryTerms terms, DateTime local)
    {
        var takenUp = DateOnly.FromDateTime(local).AddDays(local.TimeOfDay.TotalMinutes >= terms.CutOffMinute ? 1 : 0);
        var open = 0;
        for (var ahead = 0; ahead < 366; ahead++)
        {
            var day = takenUp.AddDays(ahead);
            if (!IsClosed(terms, day) && open++ == terms.LeadDays) return day;
        }

        return null;
    }

    /// <summary>Every day that may be wished for, the earliest first; at most <see cref="DeliveryTerms.FurthestDays"/> + 1.</summary>
    public static ImmutableArray<DateOnly> Days(DeliveryTerms terms, DateTime local)
    {
        if (terms.FurthestDays == 0 || Earliest(terms, local) is not { } earliest) return [];
        var furthest = Furthest(terms, local);
        return
        [
            .. Enumerable.Range(0, Math.Max(0, furthest.DayNumber - earliest.DayNumber + 1))
                .Select(earliest.AddDays)
                .Where(day => !IsClosed(terms, day)),
        ];
    }

    /// <summary>Why this day may not be wished for; null when it may, or when none is wished for.</summary>
    public static Refusal? Judge(DeliveryTerms terms, DateOnly? wish, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (wish is not { } day) return null;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (terms.FurthestDays == 0 || Earliest(terms, local) is not { } earliest) return new(Reason.DeliveryDayClosed, "deliveryDay");
        if (day < earliest) return new(Reason.DeliveryDayTooEarly, "deliveryDay", At: zone.BoundsOf(earliest).From);
        if (day > Furthest(terms, local)) return new(Reason.DeliveryDayTooFar, "deliveryDay", At: zone.BoundsOf(Furthest(terms, local)).From);
        return IsClosed(terms, day) ? new(Reason.DeliveryDayClosed, "deliveryDay") : null;
    }

    /// <inheritdoc cref="Judge(DeliveryTerms, DateOnly?, TimeZoneInfo, DateTimeOffset)"/>
    public static Refusal? Judge(DeliveryTerms terms, string? slotId) =>
        slotId is null || SlotOf(terms, slotId) is not null ? null : new(Reason.UnknownDeliverySlot, "slotId");

    /// <summary>The slot of that id; null when there is none, or none is asked for.</summary>
    public static DeliverySlot? SlotOf(DeliveryTerms terms, string? slotId) =>
        slotId is null ? null : terms.Slots.FirstOrDefault(slot => slot.SlotId == slotId);

    private static DateOnly Furthest(DeliveryTerms terms, DateTime local) => DateOnly.FromDateTime(local).AddDays(terms.FurthestDays);

    private static bool IsClosed(DeliveryTerms terms, DateOnly day) =>
        terms.ClosedWeekdays.Contains(day.DayOfWeek) || terms.ClosedDates.Contains(day);
}
