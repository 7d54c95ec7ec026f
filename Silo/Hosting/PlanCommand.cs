using System.Globalization;
using Commerce.Shops;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Hosting;

/// <summary>
/// <c>Silo plan SHOP</c>: which plan a shop is on, and who put it there. <c>Silo plan SHOP PLAN --why TEXT</c>: puts it on another one. For
/// the operator of the platform: no page and no API of a shop reaches it. With grains of its own the shop must stand still meanwhile, which
/// the data folder sees to; in the cluster build it is a client like any web.
/// </summary>
internal static class PlanCommand
{
    private const string Usage = "Write: plan SHOP [free|pro|expert --why TEXT [--who NAME] [--key KEY]].";

    public static async Task RunAsync(string[] args)
    {
        var (shop, plan, said) = Read([.. args.Where(arg => !IsSetting(arg))]);
        var builder = Host.CreateApplicationBuilder([.. args.Where(IsSetting)]);
#if CLUSTER
        builder.AddCommerceClient();
#else
        builder.AddCommerceSilo();
#endif
        builder.Logging.ClearProviders();   // what it has to say, it says on the console
        using var host = builder.Build();
        await host.StartAsync();
        try
        {
            var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IShopGrain>(shop);
            if (await grain.Look() is null) throw new StartUpException($"There is no shop '{shop}'.");
            if (plan is { } wanted) await ChangeAsync(grain, wanted, said);
            await TellAsync(grain, shop);
        }
        finally
        {
            await host.StopAsync();
        }
    }

    /// <exception cref="StartUpException">Something is missing, or is no plan.</exception>
    internal static (string Shop, CartPlan? Plan, PlanWords Said) Read(string[] args)
    {
        if (args is not [var shop, .. var rest] || !Keys.IsPart(shop)) throw new StartUpException(Usage);
        if (rest is []) return (shop, null, new("", "", ""));
        var plan = rest[0].ToUpperInvariant() switch
        {
            "FREE" => CartPlan.Free,
            "PRO" => CartPlan.Pro,
            "EXPERT" => CartPlan.Expert,
            _ => throw new StartUpException($"'{rest[0]}' is no plan. {Usage}"),
        };
        var words = rest[1..].Chunk(2).ToArray();
        if (words.Any(pair => pair is not ["--why" or "--who" or "--key", _])) throw new StartUpException(Usage);
        var why = Said("--why") ?? throw new StartUpException($"Say why. {Usage}");
        return (shop, plan, new(Said("--who") ?? Environment.UserName, why, Said("--key") ?? Guid.CreateVersion7().ToString("N")));

        string? Said(string name) => words.LastOrDefault(pair => pair[0] == name)?[1];
    }

    /// <summary>Such as <c>--Commerce:DataFolder=/var/commerce</c>.</summary>
    private static bool IsSetting(string arg) => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal);

    private static async Task ChangeAsync(IShopGrain shop, CartPlan plan, PlanWords said)
    {
        var reply = await shop.ChangePlan(new(said.Key, plan, new("operator:" + said.Who, said.Why)));
        if (reply.Refused is { } refused) throw new StartUpException($"Refused: {refused.Reason} {refused.Subject}");
    }

    private static async Task TellAsync(IShopGrain grain, string shop)
    {
        foreach (var change in await grain.PlanChanges())
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{change.At:yyyy-MM-dd HH:mm:ss}Z  {change.From} → {change.To}  {change.By.Who}: {change.By.Why}"));
        }

        var plan = (await grain.Look())!.Settings.Plan;
        Console.WriteLine($"{shop} is on {plan}: {CartPlans.Percent(plan.Rate())} of what is captured from now on.");
    }
}

/// <param name="Key">Idempotency key: the command sent again with it changes nothing twice.</param>
internal sealed record PlanWords(string Who, string Why, string Key);
