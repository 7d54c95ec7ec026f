using System.Text.Json.Nodes;
using Commerce.Orders;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>The plan of a shop over HTTP: its owner reads it and cannot change it; captures follow it, and what was captured does not.</summary>
public sealed class PlanTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private const string Settings = "/api/shops/kagetsudo/staff/settings";

    [Fact]
    public async Task The_owner_of_a_shop_cannot_put_it_on_another_plan()
    {
        using var owner = await shop.StaffAsync("owner@plan.example", StaffRole.Owner);
        var read = JsonNode.Parse((await owner.LookAsync(Settings)).ToString())!;
        Assert.Equal("free", (string)read["settings"]!["plan"]!);

        read["settings"]!["plan"] = "expert";
        Assert.Equal("plan-fixed", (await owner.AskAsync(HttpMethod.Put, Settings, read, 403)).Code());

        // As it was read, or left out: the other settings are the owner's, and the plan stays.
        read["settings"]!["plan"] = "free";
        read["version"] = (await owner.AskAsync(HttpMethod.Put, Settings, read, 200)).GetProperty("version").GetInt32();
        read["settings"]!.AsObject().Remove("plan");
        read["settings"]!["name"] = "花月堂";
        await owner.AskAsync(HttpMethod.Put, Settings, read, 200);
        Assert.Equal("free", (await owner.LookAsync(Settings)).GetProperty("settings").Text("plan"));
    }

    [Fact]
    public async Task An_order_keeps_the_rate_it_was_captured_at_when_the_operator_changes_the_plan()
    {
        using var shopper = await shop.ShopperAsync("プランの人");
        await shop.PutAsync("T-plan", 10, new(), price: 10_000);
        var before = await BuyAsync(shopper);
        Assert.Equal((650, 650L), before);

        var grain = shop.Grains.GetGrain<IShopGrain>(RunningShop.Kagetsudo);
        for (var i = 0; i < 2; i++) Assert.Null((await grain.ChangePlan(new("k1", CartPlan.Expert, new("operator:sato", "契約変更")))).Refused);

        Assert.Equal((450, 450L), await BuyAsync(shopper));
        var fees = await Task.WhenAll(_orders.Select(async id => (await shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, id)).Look())!.Fee!.Rate));
        Assert.Equal([650, 450], fees);
        Assert.Single(await grain.PlanChanges());
        Assert.Null((await grain.ChangePlan(new("k2", CartPlan.Free, new("operator:sato", "元に戻す")))).Refused);
    }

    private readonly List<string> _orders = [];

    private async Task<(int Rate, long Fee)> BuyAsync(HttpClient shopper)
    {
        var buying = await new Purchase(shop, shopper).PlaceAsync("T-plan", 1);
        await buying.ConfirmAsync(("payment_method", "pm_card_visa"));
        Assert.Equal("paid", (await buying.SettleAsync()).Text("status"));
        _orders.Add(buying.OrderId);
        var fee = (await shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, buying.OrderId)).Look())!.Fee!;
        return (fee.Rate, fee.Charged.Amount);
    }
}
