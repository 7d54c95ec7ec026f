namespace Commerce.Shops;

/// <summary>Which days and times of day a shopper may wish for. Days are those of the shop's own calendar.</summary>
/// <param name="LeadDays">Open days between the day an order is taken up and the earliest delivery, 0 to 60.</param>
/// <param name="CutOffMinute">From this minute of the day (0 to 1,440) on an order is taken up the next open day; 1,440: none is too late.</param>
/// <param name="ClosedWeekdays">Weekly days off (定休日): not counted as lead days, and not offered.</param>
/// <param name="ClosedDates">Other days off, at most 200.</param>
/// <param name="FurthestDays">How many days ahead of today may be wished for, at most 180; 0: no day may be wished for.</param>
/// <param name="Slots">Times of day in the order in which they are shown, at most 20; empty: none may be wished for.</param>
[GenerateSerializer, Immutable, Alias("shop.delivery.v1")]
public sealed record DeliveryTerms(
    [property: Id(0)] int LeadDays,
    [property: Id(1)] int CutOffMinute,
    [property: Id(2)] ImmutableArray<DayOfWeek> ClosedWeekdays,
    [property: Id(3)] ImmutableArray<DateOnly> ClosedDates,
    [property: Id(4)] int FurthestDays,
    [property: Id(5)] ImmutableArray<DeliverySlot> Slots)
{
    /// <summary>
    /// The times that both carriers know, and the one that only Sagawa does. Codes: 配達時間帯 of Yamato's B2 (column 7) and
    /// 配達指定時間帯 of Sagawa's e飛伝III (column 46).
    /// </summary>
    public static readonly DeliveryTerms Usual = new(3, 14 * 60, [], [], 30,
    [
        new("am", "午前中", "Morning", "0812", "01"),
        new("12-14", "12時〜14時", "12:00–14:00", "", "12"),
        new("14-16", "14時〜16時", "14:00–16:00", "1416", "14"),
        new("16-18", "16時〜18時", "16:00–18:00", "1618", "16"),
        new("18-20", "18時〜20時", "18:00–20:00", "1820", "18"),
        new("19-21", "19時〜21時", "19:00–21:00", "1921", "19"),
    ]);

    // Arrays compare by reference in a record; settings are compared by what they say.
    public bool Equals(DeliveryTerms? other) =>
        other is not null && LeadDays == other.LeadDays && CutOffMinute == other.CutOffMinute && FurthestDays == other.FurthestDays
        && ClosedWeekdays.AsSpan().SequenceEqual(other.ClosedWeekdays.AsSpan())
        && ClosedDates.AsSpan().SequenceEqual(other.ClosedDates.AsSpan())
        && Slots.AsSpan().SequenceEqual(other.Slots.AsSpan());

    public override int GetHashCode() => HashCode.Combine(LeadDays, CutOffMinute, FurthestDays, Slots.Length);
}

/// <summary>A time of day for deliveries, with the code that each carrier's file wants for it.</summary>
/// <param name="SlotId">At most 20 of A-Z a-z 0-9 . _ -; stays the same while the label is edited.</param>
/// <param name="Label">As the shopper reads it, at most 30 characters.</param>
/// <param name="LabelEn">In English; empty: <paramref name="Label"/>.</param>
/// <param name="Yamato">B2's code, 4 digits; empty: Yamato does not deliver at that time.</param>
/// <param name="Sagawa">e飛伝's code, 2 digits; empty: Sagawa does not deliver at that time.</param>
[GenerateSerializer, Immutable, Alias("shop.slot.v1")]
public sealed record DeliverySlot(
    [property: Id(0)] string SlotId,
    [property: Id(1)] string Label,
    [property: Id(2)] string LabelEn,
    [property: Id(3)] string Yamato,
    [property: Id(4)] string Sagawa);

/// <summary>The field for remarks (備考欄) on the checkout page.</summary>
/// <param name="Shown">Whether there is one; remarks are refused where there is none.</param>
/// <param name="Label">Its heading, at most 30 characters.</param>
/// <param name="Longest">In characters, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("shop.remarks.v1")]
public sealed record RemarksTerms(
    [property: Id(0)] bool Shown,
    [property: Id(1)] string Label,
    [property: Id(2)] bool Required,
    [property: Id(3)] int Longest)
{
    public static readonly RemarksTerms Usual = new(true, "備考", false, 200);
}
