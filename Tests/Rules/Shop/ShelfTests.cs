using Commerce.Stock;
using Commerce.Web.Shop;

namespace Commerce.Tests.Rules.Shop;

public sealed class ShelfTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly SaleTerms FromNoon = new() { Opens = Noon, Closes = Noon.AddMinutes(30), PerPerson = 1 };

    [Theory]
    [InlineData(-1, ShelfState.Soon)]
    [InlineData(0, ShelfState.Open)]
    [InlineData(1799, ShelfState.Open)]
    [InlineData(1800, ShelfState.Over)]
    public void Says_soon_on_sale_and_over_at_the_edges_of_the_window(int secondsAfterOpening, ShelfState expected) =>
        Assert.Equal(expected, Show(FromNoon, free: 300, Noon.AddSeconds(secondsAfterOpening)).State);

    [Theory]
    [InlineData(6, false)]
    [InlineData(5, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Says_only_a_few_left_only_when_it_is_true(int free, bool few) =>
        Assert.Equal(few, Show(SaleTerms.Always, free, Noon).Few);

    [Fact]
    public void Says_nothing_about_few_before_the_sale_opens() =>
        Assert.False(Show(FromNoon, free: 2, Noon.AddMinutes(-1)).Few);

    [Theory]
    [InlineData(null, null, 300, 20)]
    [InlineData(null, null, 7, 7)]
    [InlineData(3, null, 300, 3)]
    [InlineData(3, 2, 300, 2)]
    [InlineData(3, 2, 0, 0)]
    public void Lets_one_choose_no_more_than_caps_and_stock_allow(int? perOrder, int? perPerson, int free, int most) =>
        Assert.Equal(most, Show(new() { PerOrder = perOrder, PerPerson = perPerson }, free, Noon).MaxQuantity);

    [Fact]
    public void Leads_with_the_sale_that_opens_or_ends_next()
    {
        var allMonth = Show(FromNoon with { Closes = Noon.AddDays(30) }, 10, Noon, "all month");
        var later = Show(FromNoon with { Opens = Noon.AddHours(1), Closes = Noon.AddHours(2) }, 10, Noon, "later");
        var open = Show(FromNoon, 10, Noon, "open");
        var gone = Show(FromNoon, 0, Noon, "gone");
        var always = Show(SaleTerms.Always, 10, Noon, "always");

        Assert.Equal("open", ShelfRules.Feature([always, gone, allMonth, later, open])?.Product.Sku);
        Assert.Equal("later", ShelfRules.Feature([always, gone, allMonth, later])?.Product.Sku);
        Assert.Equal("all month", ShelfRules.Feature([always, gone, allMonth])?.Product.Sku);
        Assert.Null(ShelfRules.Feature([always, gone]));
    }

    private static ShelfItem Show(SaleTerms terms, int free, DateTimeOffset now, string sku = "P4") => ShelfRules.Show(
        new() { Sku = sku, Name = sku, Price = new(19_800), Terms = terms },
        new(sku, 1, free, free, 0, 0, false, terms, ImmutableDictionary<Reason, long>.Empty), now);
}
