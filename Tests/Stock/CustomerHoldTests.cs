using Commerce.Stock;

namespace Commerce.Tests.Stock;

public sealed class CustomerHoldTests
{
    private static readonly string Hers = CustomerHold.IdOf("kagetsudo", "hanako", "P1", "tap-1");

    [Fact]
    public void The_same_tap_meets_the_same_hold_and_no_other_does()
    {
        Assert.Equal(Hers, CustomerHold.IdOf("kagetsudo", "hanako", "P1", "tap-1"));
        Assert.NotEqual(Hers, CustomerHold.IdOf("kagetsudo", "hanako", "P1", "tap-2"));
        Assert.NotEqual(Hers, CustomerHold.IdOf("kagetsudo", "hanako", "P2", "tap-1"));
        Assert.NotEqual(Hers, CustomerHold.IdOf("kagetsudo", "taro", "P1", "tap-1"));
        Assert.NotEqual(Hers, CustomerHold.IdOf("aoyama", "hanako", "P1", "tap-1"));
        Assert.True(Keys.IsPart(Hers));
        Assert.DoesNotContain("hanako", Hers, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_it_is_can_be_told_from_it()
    {
        Assert.True(CustomerHold.IsOf("kagetsudo", "hanako", Hers));
        Assert.False(CustomerHold.IsOf("kagetsudo", "taro", Hers));
        Assert.False(CustomerHold.IsOf("aoyama", "hanako", Hers));
        Assert.False(CustomerHold.IsOf("kagetsudo", "hanako", "c.0123456789abcdef.1"));
        Assert.False(CustomerHold.IsOf("kagetsudo", "hanako", Hers + "/x"));
    }
}
