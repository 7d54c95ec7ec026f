using Commerce.Shops;
using Commerce.Silo.Hosting;
using Commerce.Tests.Support;

namespace Commerce.Tests.Silo;

/// <summary>The operator puts a shop on another plan.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plan").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [OneProcessFact]
    public async Task It_changes_the_plan_of_a_shop_that_stands_still_and_says_who_did_it_when_and_why()
    {
        await using (var shop = await DemoHost.StartAsync(_folder))
        {
            var busy = await SiloProcess.RunAsync("plan", "kagetsudo", "expert", "--why", "契約変更", Folder);
            Assert.Equal(1, busy.ExitCode);
            Assert.Contains("in use", busy.Error, StringComparison.Ordinal);
        }

        for (var i = 0; i < 2; i++)
        {
            var changed = await SiloProcess.RunAsync("plan", "kagetsudo", "expert", "--why", "契約変更", "--who", "sato", "--key", "k1", Folder);
            Assert.Equal((0, ""), (changed.ExitCode, changed.Error));
            Assert.Contains("Free → Expert  operator:sato: 契約変更", changed.Output, StringComparison.Ordinal);
            Assert.Contains("kagetsudo is on Expert: 4.5%", changed.Output, StringComparison.Ordinal);
        }

        var nobody = await SiloProcess.RunAsync("plan", "nobody", "pro", "--why", "x", Folder);
        Assert.Equal((1, "There is no shop 'nobody'."), (nobody.ExitCode, nobody.Error.Trim()));

        await using var again = await DemoHost.StartAsync(_folder);
        var grain = again.Grains.GetGrain<IShopGrain>("kagetsudo");
        Assert.Equal(CartPlan.Expert, (await grain.Look())!.Settings.Plan);
        Assert.Equal((CartPlan.Free, CartPlan.Expert, "operator:sato"), (await grain.PlanChanges()) is [var one] ? (one.From, one.To, one.By.Who) : default);
    }

    [Theory]
    [InlineData]
    [InlineData("a/b")]
    [InlineData("kagetsudo", "gold", "--why", "x")]
    [InlineData("kagetsudo", "pro")]
    [InlineData("kagetsudo", "pro", "--why")]
    [InlineData("kagetsudo", "pro", "--because", "x")]
    public void What_it_does_not_understand_changes_nothing(params string[] args) =>
        Assert.Throws<StartUpException>(() => PlanCommand.Read(args));

    private string Folder => $"--Commerce:DataFolder={_folder}";
}
