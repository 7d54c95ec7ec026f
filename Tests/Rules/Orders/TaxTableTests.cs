using Commerce.Catalog;
using Commerce.Orders;

namespace Commerce.Tests.Rules.Orders;

public sealed class TaxTableTests
{
    [Theory]
    [InlineData(TaxClass.Standard, 10)]
    [InlineData(TaxClass.Reduced, 8)]
    [InlineData(TaxClass.Exempt, 0)]
    public void Rates_hold_since_October_2019(TaxClass tax, int percent)
    {
        Assert.Equal(percent, TaxTable.PercentOf(tax, new(2019, 10, 1)));
        Assert.Equal(percent, TaxTable.PercentOf(tax, new(2026, 11, 1)));
    }

    [Fact]
    public void A_rate_changes_on_its_first_day_and_not_before()
    {
        ImmutableArray<TaxRate> planned =
        [
            new(TaxClass.Reduced, new(2019, 10, 1), new(2027, 4, 1), 8),
            new(TaxClass.Reduced, new(2027, 4, 1), new(2029, 4, 1), 1),
            new(TaxClass.Reduced, new(2029, 4, 1), null, 8),
        ];

        Assert.Equal(8, TaxTable.PercentOf(planned, TaxClass.Reduced, new(2027, 3, 31)));
        Assert.Equal(1, TaxTable.PercentOf(planned, TaxClass.Reduced, new(2027, 4, 1)));
        Assert.Equal(1, TaxTable.PercentOf(planned, TaxClass.Reduced, new(2029, 3, 31)));
        Assert.Equal(8, TaxTable.PercentOf(planned, TaxClass.Reduced, new(2029, 4, 1)));
    }

    [Fact]
    public void No_rate_is_ever_guessed()
    {
        Assert.Throws<InvalidOperationException>(() => TaxTable.PercentOf(TaxClass.Standard, new(2019, 9, 30)));
        Assert.Throws<InvalidOperationException>(() => TaxTable.PercentOf(TaxClass.Unknown, new(2026, 11, 1)));
    }
}
