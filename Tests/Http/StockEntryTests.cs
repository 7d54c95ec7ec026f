using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>Staff can look up what happened to a product's units.</summary>
[Collection(Shared.Name)]
public sealed class StockEntryTests(RunningShop shop)
{
    private const string Entries = "/api/shops/kagetsudo/staff/stock/P9/entries";

    [Fact]
    public async Task An_adjustment_is_found_with_who_and_why()
    {
        using var member = await shop.StaffAsync("entries@kagetsudo.example", StaffRole.Staff);
        await member.AskAsync(HttpMethod.Post, "/api/shops/kagetsudo/staff/stock/P9/adjust", new { delta = 3, why = "棚卸しで発見" }, 200, "entries-1");
        var projection = shop.Services.GetRequiredService<EntryProjection>();
        while (await projection.CopyAsync(2_000, default) > 0) { }

        var page = await member.LookAsync(Entries, 200);

        var found = page.GetProperty("entries").EnumerateArray().Last(entry => entry.GetProperty("kind").GetString() == "adjusted");
        Assert.Equal(3, found.GetProperty("quantity").GetInt32());
        Assert.Equal("棚卸しで発見", found.GetProperty("detail").GetProperty("Why").GetString());
        Assert.Equal("bad-request", (await member.LookAsync(Entries + "?from=noon", 400)).Code());
        Assert.Equal("bad-request", (await member.LookAsync(Entries + "?take=0", 400)).Code());
    }
}
