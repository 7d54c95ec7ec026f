using System.Diagnostics;
using System.Globalization;

namespace Commerce.Shops;

/// <summary>What each plan costs per order: the platform's share of what is captured.</summary>
public static class CartPlans
{
    /// <summary>Basis points: 6.5 %, 5.5 % and 4.5 %.</summary>
    public static int Rate(this CartPlan plan) => plan switch
    {
        CartPlan.Free => 650,
        CartPlan.Pro => 550,
        CartPlan.Expert => 450,
        _ => throw new UnreachableException($"plan {plan}"),
    };

    /// <summary>「5.5%」</summary>
    public static string Percent(int rate) => (rate / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
