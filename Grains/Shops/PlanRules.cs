namespace Commerce.Shops;

/// <summary>Which plan a shop is on. It decides what the platform earns, so the platform decides it. Pure.</summary>
internal static class PlanRules
{
    /// <summary>The oldest is forgotten for the newest: eight years of a change a month.</summary>
    public const int MostChanges = 100;

    private const int LongestWord = 200;

    /// <summary>Settings that do not name a plan are put with the one that the shop is on; a new shop begins with the free one.</summary>
    public static ShopSettings Kept(ShopState shop, ShopSettings asked) =>
        asked.Plan == CartPlan.Unknown ? asked with { Plan = shop.Settings?.Plan ?? CartPlan.Free } : asked;

    /// <summary>Settings of a shop that is there keep its plan.</summary>
    public static Refusal? Refuse(ShopState shop, ShopSettings asked) =>
        shop.Settings is { } settings && settings.Plan != asked.Plan ? new(Reason.PlanFixed, nameof(asked.Plan)) : null;

    /// <summary>The plan that the shop is on already is answered and written down nowhere: nothing changed.</summary>
    public static (ShopReply Reply, ShopState Shop) Change(ShopState shop, ChangePlanRequest ask, DateTimeOffset now)
    {
        if (shop.Settings is not { } settings) return Refused(Reason.UnknownShop, null);
        if (ask.Plan is not (CartPlan.Free or CartPlan.Pro or CartPlan.Expert)) return Refused(Reason.BadRequest, nameof(ask.Plan));
        if (!Keys.IsPart(ask.Key)) return Refused(Reason.BadRequest, nameof(ask.Key));
        if (!IsWord(ask.By.Who) || !IsWord(ask.By.Why)) return Refused(Reason.BadRequest, nameof(ask.By));
        if (shop.PlanChanges.FirstOrDefault(change => change.Key == ask.Key) is { } earlier)
        {
            return earlier.To == ask.Plan ? (new(null, shop.Version), shop) : Refused(Reason.KeyReused, ask.Key);
        }

        if (settings.Plan == ask.Plan) return (new(null, shop.Version), shop);
        var change = new PlanChange(ask.Key, now, settings.Plan, ask.Plan, ask.By);
        return (new(null, shop.Version + 1), shop with
        {
            Version = shop.Version + 1,
            Settings = settings with { Plan = ask.Plan },
            PlanChanges = [.. shop.PlanChanges.Add(change).TakeLast(MostChanges)],
        });

        (ShopReply, ShopState) Refused(Reason why, string? subject) => (new(new(why, subject), shop.Version), shop);
    }

    private static bool IsWord(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestWord;
}
