using System.Text.Json;
using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Commerce.Web.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>One command for many orders: each answers for itself, and twice is once.</summary>
[Collection(Shared.Name)]
public sealed class BulkTests(RunningShop shop)
{
    private const string Bulk = "/api/shops/kagetsudo/staff/orders/bulk";

    [Fact]
    public async Task Parcels_leave_once_and_each_that_cannot_says_why()
    {
        using var staff = await shop.StaffAsync("bulk-ship@kagetsudo.example", StaffRole.Staff);
        using var shopper = await shop.ShopperAsync("まとめて発送の人");
        var (one, two) = (await shop.PaidAsync(shopper, "P1"), await shop.PaidAsync(shopper, "P1"));
        var unpaid = await new Purchase(shop, shopper).PlaceAsync("P1", 1);
        var ask = new
        {
            carrier = "ヤマト運輸",
            parcels = new object?[]
            {
                new { orderId = one.OrderId, trackingNumber = "1" }, new { orderId = two.OrderId, trackingNumber = "2" },
                new { orderId = unpaid.OrderId, trackingNumber = "3" }, new { orderId = "nobody", trackingNumber = "4" },
                new { orderId = "a/b", trackingNumber = "5" }, null,
            },
        };

        var first = await staff.AskAsync(HttpMethod.Post, Bulk + "/ship", ask, 200);
        var second = await staff.AskAsync(HttpMethod.Post, Bulk + "/ship", ask, 200);

        Assert.Equal((2, 4), (first.GetProperty("done").GetInt32(), first.GetProperty("refused").GetInt32()));
        Assert.Equal(["", "", "wrong-status", "unknown-order", "unknown-order", "unknown-order"], Codes(first));
        Assert.Equal([false, false], Already(first));
        Assert.Equal(Codes(first), Codes(second));
        Assert.Equal([true, true], Already(second));
        Assert.Single((await shop.OrderOf(one.OrderId).Look())!.Parcels);
    }

    [Fact]
    public async Task Staff_of_another_shop_ship_nothing_here()
    {
        using var stranger = await shop.StaffAsync("bulk@aoyama-9.example", StaffRole.Owner, RunningShop.Aoyama);
        using var viewer = await shop.StaffAsync("bulk-viewer@kagetsudo.example", StaffRole.Viewer);
        using var shopper = await shop.ShopperAsync("よその店の人");
        var order = await shop.PaidAsync(shopper, "P1");
        var ask = new { carrier = "ヤマト運輸", parcels = new[] { new { orderId = order.OrderId, trackingNumber = "1" } } };

        foreach (var client in new[] { stranger, viewer })
        {
            Assert.Equal("not-allowed", (await client.AskAsync(HttpMethod.Post, Bulk + "/ship", ask, 403)).Code());
            Assert.Equal("not-allowed", (await client.AskAsync(HttpMethod.Post, Bulk + "/ship/check", new { carrier = "", lines = "" }, 403)).Code());
        }

        // In one's own shop another shop's order is not there.
        var answer = await stranger.AskAsync(HttpMethod.Post, "/api/shops/aoyama/staff/orders/bulk/ship", ask, 200);
        Assert.Equal(["unknown-order"], Codes(answer));
        var check = await stranger.AskAsync(HttpMethod.Post, "/api/shops/aoyama/staff/orders/bulk/ship/check", new { carrier = "ヤマト運輸", lines = $"{order.Number},1" }, 200);
        Assert.Equal("unknown-order", check.GetProperty("parcels")[0].GetProperty("problem").Code());
        Assert.Empty((await shop.OrderOf(order.OrderId).Look())!.Parcels);
    }

    [Theory]
    [InlineData("/capture")]
    [InlineData("/deliver")]
    [InlineData("/ship")]
    [InlineData("/ship/check")]
    public async Task More_than_a_thousand_are_too_many(string verb)
    {
        using var staff = await shop.StaffAsync($"bulk-many{verb.Replace('/', '-')}@kagetsudo.example", StaffRole.Staff);
        var ids = Enumerable.Range(0, BulkEndpoints.Most + 1).Select(i => $"{i}").ToArray();
        object ask = verb switch
        {
            "/ship" => new { carrier = "ヤマト運輸", parcels = ids.Select(id => new { orderId = id, trackingNumber = "1" }) },
            "/ship/check" => new { carrier = "ヤマト運輸", lines = string.Join('\n', ids.Select(id => id + ",1")) },
            _ => new { orders = ids },
        };

        var refused = await staff.AskAsync(HttpMethod.Post, Bulk + verb, ask, 409);
        Assert.Equal(("too-many", BulkEndpoints.Most), (refused.Code(), refused.GetProperty("limit").GetInt32()));
    }

    [Theory]
    [InlineData("/ship", """{"carrier":"ヤマト運輸"}""")]
    [InlineData("/ship", """{"carrier":"ヤマト運輸","parcels":"a,b"}""")]
    [InlineData("/ship", """{"carrier":null,"parcels":[]}""")]
    [InlineData("/ship/check", """{"carrier":"ヤマト運輸","lines":null}""")]
    [InlineData("/ship/check", """{"carrier":"ヤマト運輸","lines":["a"]}""")]
    [InlineData("/capture", """{"orders":null}""")]
    public async Task What_is_no_list_of_orders_is_refused(string verb, string body)
    {
        using var staff = await shop.StaffAsync($"bulk-{Guid.CreateVersion7():N}@kagetsudo.example", StaffRole.Staff);
        Assert.Equal("bad-request", (await staff.AskRawAsync(HttpMethod.Post, Bulk + verb, Asking.Json(body), 400)).Code());
    }

    [Fact]
    public async Task Cancelling_many_needs_a_reason_and_is_done_once()
    {
        using var manager = await shop.StaffAsync("bulk-cancel@kagetsudo.example", StaffRole.Manager);
        using var shopper = await shop.ShopperAsync("まとめて取消の人");
        var (paid, shipped) = (await shop.PaidAsync(shopper, "P1"), await shop.PaidAsync(shopper, "P1"));
        Assert.Null((await shop.OrderOf(shipped.OrderId).Ship(new("ヤマト運輸", "1", new("test", "")))).Refused);
        string[] orders = [paid.OrderId, shipped.OrderId];

        Assert.Equal("bad-request", (await manager.AskAsync(HttpMethod.Post, Bulk + "/cancel", new { orders, why = " " }, 400)).Code());
        var first = await manager.AskAsync(HttpMethod.Post, Bulk + "/cancel", new { orders, why = "発売中止" }, 200);
        var second = await manager.AskAsync(HttpMethod.Post, Bulk + "/cancel", new { orders, why = "発売中止" }, 200);

        Assert.Equal(["", "wrong-status"], Codes(first));
        Assert.Equal(["", "wrong-status"], Codes(second));
        Assert.Equal((false, true), (Already(first)[0], Already(second)[0]));
    }

    [Fact]
    public async Task Pasted_lines_say_what_would_happen_and_nothing_does()
    {
        using var staff = await shop.StaffAsync("bulk-check@kagetsudo.example", StaffRole.Staff);
        using var shopper = await shop.ShopperAsync("貼り付けの人");
        var (ready, gone) = (await shop.PaidAsync(shopper, "P1", 2), await shop.PaidAsync(shopper, "P1"));
        Assert.Null((await shop.OrderOf(gone.OrderId).Ship(new("ヤマト運輸", "222", new("test", "")))).Refused);
        var lines = $"注文番号,お問い合わせ番号\r\n\"{ready.Number.ToLowerInvariant()}\"\t１１１\r\n\r\n{gone.Number},222\n{gone.Number} 333\n{ready.Number},444\n=cmd|' /C calc'!A0\n,,,";

        var parcels = (await staff.AskAsync(HttpMethod.Post, Bulk + "/ship/check", new { carrier = "ヤマト運輸", lines }, 200)).GetProperty("parcels");

        Assert.Equal(
            ["1 refused line-unreadable", "2 ships ", "4 already ", "5 refused order-twice", "6 refused order-twice", "7 refused line-unreadable"],
            parcels.EnumerateArray().Select(parcel => $"{parcel.GetProperty("line").GetInt32()} {parcel.Text("outcome")} {Code(parcel)}"));
        Assert.Equal(("111", "花月 花子", 2), (parcels[1].Text("trackingNumber"), parcels[1].Text("to"), parcels[1].GetProperty("units")[0].GetProperty("quantity").GetInt32()));
        Assert.Empty((await shop.OrderOf(ready.OrderId).Look())!.Parcels);
    }

    [Fact]
    public async Task Counts_are_of_the_day_that_is_asked_for()
    {
        using var viewer = await shop.StaffAsync("bulk-counts@kagetsudo.example", StaffRole.Viewer);
        var book = shop.Services.GetRequiredService<IOrderBook>();
        OrderStatus[] statuses = [OrderStatus.Paid, OrderStatus.Paid, OrderStatus.PartlyShipped];
        for (var i = 0; i < statuses.Length; i++)
        {
            await book.RecordAsync(RunningShop.Kagetsudo, Silo.ReadModelFile.Order($"counted-{i}", status: statuses[i], minutes: 90 * 24 * 60), CancellationToken.None);
        }

        var counts = await viewer.LookAsync("/api/shops/kagetsudo/staff/orders/counts?day=2027-02-20");
        Assert.Equal((2, 1), (counts.GetProperty("paid").GetInt32(), counts.GetProperty("partlyShipped").GetInt32()));
        Assert.Empty((await viewer.LookAsync("/api/shops/kagetsudo/staff/orders/counts?day=2027-02-21")).EnumerateObject());
    }

    private static string[] Codes(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray().Select(Code)];

    private static bool[] Already(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Where(result => Code(result).Length == 0).Select(result => result.GetProperty("already").GetBoolean())];

    private static string Code(JsonElement result) => result.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.Code() : "";
}
