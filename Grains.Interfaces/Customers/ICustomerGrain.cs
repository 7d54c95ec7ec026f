using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>One LINE user as this shop knows them. Key: <c>shop/customer</c>; the customer id is the verified LINE user id.</summary>
[Alias("customer")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>The customer came in through LIFF with a verified identity.</summary>
    [Alias("meet")]
    Task<CustomerView> Meet(MeetRequest request);

    /// <summary>The official account was followed or blocked. The event that happened last wins, whatever order they arrive in.</summary>
    [Alias("friendship")]
    Task Friendship(FriendshipRequest request);

    /// <summary>Keeps the recipient of the last order to fill the next form with.</summary>
    [Alias("remember")]
    Task Remember(Recipient recipient);

    /// <summary>Sorts the customer into a segment; null when done, else why not.</summary>
    [Alias("segment")]
    Task<Refusal?> Segment(SegmentRequest request);

    [Alias("look"), ReadOnly]
    Task<CustomerView> Look();
}
