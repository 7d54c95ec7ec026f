using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>What a shop remembers of a customer. Pure; every change is safe to repeat.</summary>
internal static class CustomerRules
{
    private const int LongestName = 100;
    private const int LongestAddress = 2_000;
    private const int MostSegments = 20;

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

    public static (Refusal? Refused, CustomerState Customer) Segment(CustomerState customer, SegmentRequest ask)
    {
        if (!Keys.IsPart(ask.Segment)) return (new(Reason.BadRequest, nameof(ask.Segment)), customer);
        if (customer.Segments.Contains(ask.Segment) == ask.Member) return (null, customer);
        if (!ask.Member) return (null, customer with { Segments = customer.Segments.Remove(ask.Segment) });
        return customer.Segments.Length >= MostSegments
            ? (new(Reason.TooMany, ask.Segment, MostSegments), customer)
            : (null, customer with { Segments = customer.Segments.Add(ask.Segment) });
    }

    public static CustomerView View(string customerId, CustomerState customer) =>
        new(customerId, customer.Name, customer.Picture, customer.Friend, customer.Recipient, customer.Segments);

    /// <summary>The very same state when nothing is new, so that nothing is written.</summary>
    private static CustomerState Keep(CustomerState before, CustomerState after) => before == after ? before : after;
}
