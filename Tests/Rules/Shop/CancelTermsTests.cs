using Commerce.Orders;
using Commerce.Web.Shop;

namespace Commerce.Tests.Rules.Shop;

/// <summary>The last page must not promise a way back that the order will refuse (特定商取引法 art. 12-6, item 5).</summary>
public sealed class CancelTermsTests
{
    [Theory]
    [InlineData(CancelPolicy.UntilShipping, OrderStatus.Paid)]
    [InlineData(CancelPolicy.UntilCapture, OrderStatus.Confirmed)]
    public void Promises_a_way_back_that_the_rules_have(CancelPolicy policy, OrderStatus last)
    {
        Assert.Contains("キャンセルできます", Words.Japanese.TermCancelText(policy), StringComparison.Ordinal);
        Assert.True(policy.Allows(last));
    }

    [Fact]
    public void Says_so_when_there_is_none()
    {
        Assert.DoesNotContain("キャンセルできます", Words.Japanese.TermCancelText(CancelPolicy.Never), StringComparison.Ordinal);
        Assert.False(CancelPolicy.Never.Allows(OrderStatus.Paid));
    }
}
