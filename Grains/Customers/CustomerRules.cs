using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>What a shop remembers of a customer. Pure; every change is safe to repeat.</summary>
internal static class CustomerRules
{
    private const int LongestName = 100;
    private const int LongestAddress = 2_000;

    /// <summary>The profile as LINE gave it now. What it left out is kept.</summary>
    public static CustomerState Meet(CustomerState customer, MeetRequest ask) => Keep(customer, customer with
    {
        Name = string.IsNullOrWhiteSpace(ask.Name) ? customer.Name : ask.Name[..Math.Min(ask.Name.Length, LongestName)],
        Picture = ask.Picture is { Length: > 0 and <= LongestAddress } ? ask.Picture : customer.Picture,
    });

    /// <summary>Events may arrive in any order and twice: what happened last counts.</summary>
    public static CustomerState Friendship(CustomerState customer, FriendshipRequest ask) =>
        customer.Friend is not null && ask.At <= customer.FriendAt
            ? customer
            : customer with { Friend = ask.Friend, FriendAt = ask.At };

    public static CustomerState Remember(CustomerState customer, Recipient recipient) => Keep(customer, customer with { Recipient = recipient });

    public static CustomerView View(string customerId, CustomerState customer) =>
        new(customerId, customer.Name, customer.Picture, customer.Friend, customer.Recipient);

    /// <summary>The very same state when nothing is new, so that nothing is written.</summary>
    private static CustomerState Keep(CustomerState before, CustomerState after) => before == after ? before : after;
}
