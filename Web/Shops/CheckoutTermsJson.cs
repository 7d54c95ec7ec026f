using Commerce.Shops;
using Commerce.Web.Orders;

namespace Commerce.Web.Shops;

/// <param name="CutOffMinute">Minute of the day, 0 to 1,440.</param>
/// <param name="ClosedDates">Such as <c>2027-01-01</c>.</param>
/// <param name="FurthestDays">0: no day may be wished for.</param>
internal sealed record DeliveryJson(
    int LeadDays, int CutOffMinute, DayOfWeek[] ClosedWeekdays, DateOnly[] ClosedDates, int FurthestDays, SlotJson[] Slots)
{
    public static DeliveryJson Of(DeliveryTerms terms) => new(
        terms.LeadDays, terms.CutOffMinute, [.. terms.ClosedWeekdays], [.. terms.ClosedDates], terms.FurthestDays, [.. terms.Slots.Select(SlotJson.Of)]);

    public DeliveryTerms ToTerms() => new(
        LeadDays, CutOffMinute, [.. ClosedWeekdays], [.. ClosedDates], FurthestDays, [.. Slots.Select(slot => slot.ToSlot())]);
}

/// <param name="Longest">In characters.</param>
internal sealed record RemarksJson(bool Shown, string Label, bool Required, int Longest)
{
    public static RemarksJson Of(RemarksTerms terms) => new(terms.Shown, terms.Label, terms.Required, terms.Longest);

    public RemarksTerms ToTerms() => new(Shown, Label, Required, Longest);
}
