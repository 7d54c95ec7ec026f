using System.Text.RegularExpressions;

namespace Commerce.Shops;

/// <summary>What a shop's terms of delivery and remarks may be. Pure.</summary>
internal static partial class CheckoutTermsRules
{
    private const int MostLeadDays = 60, MostDaysAhead = 180, MostClosedDates = 200, MostSlots = 20, MostRemarks = 1_000;

    /// <summary>The first term that cannot be; null when all can.</summary>
    public static Refusal? Check(ShopSettings shop) =>
        (shop.Delivery is { } delivery ? Check(delivery) : Wrong(nameof(shop.Delivery)))
        ?? (shop.Remarks is { } remarks ? Check(remarks) : Wrong(nameof(shop.Remarks)));

    private static Refusal? Check(DeliveryTerms terms) =>
        Must(terms.LeadDays is >= 0 and <= MostLeadDays, nameof(terms.LeadDays))
        ?? Must(terms.CutOffMinute is >= 0 and <= 24 * 60, nameof(terms.CutOffMinute))
        ?? Must(AreWeekdays(terms.ClosedWeekdays), nameof(terms.ClosedWeekdays))
        ?? Must(!terms.ClosedDates.IsDefault && terms.ClosedDates.Length <= MostClosedDates, nameof(terms.ClosedDates))
        ?? Must(terms.FurthestDays is >= 0 and <= MostDaysAhead, nameof(terms.FurthestDays))
        ?? Must(!terms.Slots.IsDefault && terms.Slots.Length <= MostSlots, nameof(terms.Slots))
        ?? terms.Slots.Select(Check).FirstOrDefault(wrong => wrong is not null)
        ?? Must(terms.Slots.Select(slot => slot.SlotId).Distinct(StringComparer.Ordinal).Count() == terms.Slots.Length, nameof(DeliverySlot.SlotId));

    private static Refusal? Check(DeliverySlot? slot) => slot is null
        ? Wrong(nameof(DeliveryTerms.Slots))
        : Must(slot.SlotId is { Length: <= 20 } && Keys.IsPart(slot.SlotId), nameof(slot.SlotId))
            ?? Must(IsLabel(slot.Label), nameof(slot.Label))
            ?? Must(slot.LabelEn is { Length: <= 30 }, nameof(slot.LabelEn))
            ?? Must(slot.Yamato is not null && YamatoCode().IsMatch(slot.Yamato), nameof(slot.Yamato))
            ?? Must(slot.Sagawa is not null && SagawaCode().IsMatch(slot.Sagawa), nameof(slot.Sagawa));

    private static Refusal? Check(RemarksTerms terms) =>
        Must(IsLabel(terms.Label), nameof(terms.Label))
        ?? Must(terms.Longest is >= 1 and <= MostRemarks, nameof(terms.Longest));

    /// <summary>A shop that is closed every day never delivers.</summary>
    private static bool AreWeekdays(ImmutableArray<DayOfWeek> days) =>
        !days.IsDefault && days.All(Enum.IsDefined) && days.Distinct().Count() == days.Length && days.Length < 7;

    private static bool IsLabel(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 30;

    private static Refusal? Must(bool holds, string field) => holds ? null : Wrong(field);

    private static Refusal Wrong(string field) => new(Reason.BadRequest, field);

    [GeneratedRegex(@"^([0-9]{4})?\z")]
    private static partial Regex YamatoCode();

    [GeneratedRegex(@"^([0-9]{2})?\z")]
    private static partial Regex SagawaCode();
}
