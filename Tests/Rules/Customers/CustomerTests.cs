using Commerce.Customers;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Customers;

public sealed class CustomerTests
{
    private static readonly CustomerState Nobody = new();

    [Fact]
    public void Meeting_keeps_what_LINE_left_out_this_time()
    {
        var customer = CustomerRules.Meet(Nobody, new("花子", "https://profile.example/1"));

        Assert.Equal(customer, CustomerRules.Meet(customer, new(null, "")));
        Assert.Equal("はなこ", CustomerRules.Meet(customer, new("はなこ", null)).Name);
    }

    [Fact]
    public void Meeting_twice_writes_once()
    {
        var customer = CustomerRules.Meet(Nobody, new("花子", null));

        Assert.Same(customer, CustomerRules.Meet(customer, new("花子", null)));
    }

    [Fact]
    public void The_event_that_happened_last_wins_in_whatever_order_they_arrive()
    {
        var followed = new FriendshipRequest(true, Noon);
        var blocked = new FriendshipRequest(false, Noon.AddSeconds(1));

        Assert.False(CustomerRules.Friendship(CustomerRules.Friendship(Nobody, followed), blocked).Friend);
        Assert.False(CustomerRules.Friendship(CustomerRules.Friendship(Nobody, blocked), followed).Friend);
    }

    [Fact]
    public void The_same_event_twice_changes_once()
    {
        var once = CustomerRules.Friendship(Nobody, new(true, Noon));

        Assert.Same(once, CustomerRules.Friendship(once, new(true, Noon)));
    }

    [Fact]
    public void The_last_recipient_fills_the_next_form()
    {
        var once = CustomerRules.Remember(Nobody, Hanako);

        Assert.Equal(Hanako, CustomerRules.View("hanako", once).Recipient);
        Assert.Same(once, CustomerRules.Remember(once, Hanako));
    }

    [Fact]
    public void The_address_book_keeps_twenty_and_never_drops_the_preferred_one()
    {
        var customer = CustomerRules.Remember(Nobody, Hanako);
        var first = customer.Addresses[0].AddressId;
        customer = CustomerRules.PreferAddress(customer, first).Customer;
        for (var n = 0; n < 30; n++) customer = CustomerRules.Remember(customer, Hanako with { Building = $"{n}号室" });

        Assert.Equal(20, customer.Addresses.Length);
        Assert.Equal(20, customer.Addresses.Select(saved => saved.AddressId).Distinct().Count());
        Assert.Equal("29号室", customer.Addresses[0].Person.Building);
        Assert.Equal(Hanako, CustomerRules.View("hanako", customer).Usual);
    }

    [Fact]
    public void A_forgotten_address_is_not_in_the_next_form()
    {
        var customer = CustomerRules.Remember(CustomerRules.Remember(Nobody, Hanako), Hanako with { Building = "" });
        var forgotten = CustomerRules.ForgetAddress(customer, customer.Addresses[0].AddressId);

        Assert.Equal(Hanako, Assert.Single(forgotten.Addresses).Person);
        Assert.Null(CustomerRules.View("hanako", forgotten).Usual);
        Assert.Same(forgotten, CustomerRules.ForgetAddress(forgotten, "nothing"));
    }
}
