using Commerce.Tests.Rules;
using Commerce.Web.Shops;

namespace Commerce.Tests.Http;

/// <summary>A merchant who changes one setting keeps all the others.</summary>
public sealed class SettingsRoundTripTests
{
    [Fact]
    public void What_is_read_and_put_back_is_what_was_there()
    {
        var settings = KagetsudoShop.Settings with { TakesKonbini = false, KonbiniDays = 7 };
        var again = SettingsJson.Of(settings).ToSettings();
        Assert.Equal((false, 7), (again.TakesKonbini, again.KonbiniDays));
        Assert.Equal(settings, again);
    }
}
