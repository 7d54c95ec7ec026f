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

    /// <summary>Keeps somebody of the last order in the address book and to fill the next form with.</summary>
    [Alias("remember")]
    Task Remember(Recipient recipient);

    /// <summary>Takes an address out of the book. One that is not there is gone already.</summary>
    [Alias("forget-address")]
    Task ForgetAddress(string addressId);

    /// <summary>The address that new forms begin with; null when done, else why not.</summary>
    [Alias("prefer-address")]
    Task<Refusal?> PreferAddress(string addressId);

    /// <summary>Sorts the customer into a segment; null when done, else why not.</summary>
    [Alias("segment")]
    Task<Refusal?> Segment(SegmentRequest request);

    [Alias("look"), ReadOnly]
    Task<CustomerView> Look();
}
