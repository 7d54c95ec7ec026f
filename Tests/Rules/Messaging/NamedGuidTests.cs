using Commerce.Messaging;

namespace Commerce.Tests.Rules.Messaging;

public sealed class NamedGuidTests
{
    [Fact]
    public void The_example_of_RFC_9562_comes_out_as_printed_there() =>
        Assert.Equal(new("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NamedGuid.Of(new("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Fact]
    public void A_message_has_one_retry_key_and_no_other_message_has_it()
    {
        var key = NamedGuid.OfMessage("kagetsudo", "hanako", "OrderPaid.order-1");

        Assert.Equal(key, NamedGuid.OfMessage("kagetsudo", "hanako", "OrderPaid.order-1"));
        Assert.NotEqual(key, NamedGuid.OfMessage("kagetsudo", "taro", "OrderPaid.order-1"));
        Assert.NotEqual(key, NamedGuid.OfMessage("other", "hanako", "OrderPaid.order-1"));
        Assert.NotEqual(key, NamedGuid.OfMessage("kagetsudo", "hanako", "OrderPaid.order-2"));
    }
}
