using Commerce.Proofs.Pricing;
using Commerce.Shops;

namespace Commerce.Tests.Rules.Orders;

/// <summary>The first seeds of what <c>Benchmarks -- pricing</c> proves for a million.</summary>
public sealed class BasketProofTests
{
    [Theory]
    [InlineData(TaxRounding.Down)]
    [InlineData(TaxRounding.HalfUp)]
    [InlineData(TaxRounding.Up)]
    public void The_parts_of_any_basket_add_up(TaxRounding rounding)
    {
        for (var seed = 0; seed < 5_000; seed++) Assert.Null(BasketProof.Check(seed, rounding));
    }
}
