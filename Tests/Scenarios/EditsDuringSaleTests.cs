using Commerce.Catalog;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>Staff change a sale while it runs: nothing they do is lost, and whoever is judged next is judged by it.</summary>
public sealed class EditsDuringSaleTests : IAsyncLifetime
{
    private const int EditsEach = 25;
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task Fifty_edits_by_two_people_during_a_rush_are_all_made_and_all_seen_by_the_next_hold()
    {
        using var over = new CancellationTokenSource();
        var rush = Task.WhenAll(Enumerable.Range(0, 8).Select(shopper => Task.Run(() => RushAsync(shopper, over.Token))));
        await Task.WhenAll(EditAsync("staff-1"), EditAsync("staff-2"));
        await over.CancelAsync();
        var judged = await rush;

        var stock = await _shop.Stock("P4").Look();
        var terms = (await _shop.Catalog.Find(["P4"]))[0].Terms;
        Assert.Equal((2 * EditsEach) + 1, terms.PerPerson);
        Assert.Equal(terms, stock.Terms);
        Assert.Equal(10 + (2 * EditsEach), stock.Supply);
        Assert.All(judged, versions => Assert.Equal(versions.Order(), versions));
    }

    /// <summary>Raises the cap, adds a unit, and sees both in the very next hold.</summary>
    private async Task EditAsync(string staff)
    {
        for (var i = 0; i < EditsEach; i++)
        {
            while ((await RaiseCapAsync(new($"{staff}.{i}", "P4", await VersionAsync(), new(PerPersonBy: 1), new(staff, "好評につき")))) is Reason.StaleVersion)
            {
                // somebody else was faster: look again, as the screen would
            }

            var added = await _shop.Stock("P4").Adjust(new($"{staff}.{i}", 1, new(staff, "追加入荷")));
            var next = await _shop.Stock("P4").Hold(new($"{staff}.hold.{i}", staff, 1));
            Assert.True(next.Version >= added.Stock.Version, $"judged by {next.Version} after {added.Stock.Version}");
            await _shop.Stock("P4").Release(new($"{staff}.hold.{i}"));
        }
    }

    private async Task<Reason?> RaiseCapAsync(ChangeTermsRequest change) => (await _shop.Catalog.ChangeTerms(change)).Refused?.Reason;

    private async Task<int> VersionAsync() => (await _shop.Catalog.Find(["P4"]))[0].Version;

    private async Task<List<long>> RushAsync(int shopper, CancellationToken over)
    {
        var judged = new List<long>();
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            judged.Add((await _shop.Stock("P4").Hold(new($"rush-{shopper}.{i}", $"shopper-{shopper}", 1))).Version);
            await _shop.Stock("P4").Release(new($"rush-{shopper}.{i}"));
        }

        return judged;
    }
}
