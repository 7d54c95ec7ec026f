using Commerce.Orders;

namespace Commerce.Customers;

/// <summary>Shell over <see cref="CustomerRules"/>.</summary>
[GrainType("customer")]
internal sealed class CustomerGrain([PersistentState("customer")] IPersistentState<CustomerState> stored) : Grain, ICustomerGrain
{
    public async Task<CustomerView> Meet(MeetRequest request)
    {
        await this.StoreAsync(stored, CustomerRules.Meet(stored.State, request));
        return await Look();
    }

    public Task Friendship(FriendshipRequest request) => this.StoreAsync(stored, CustomerRules.Friendship(stored.State, request));

    public Task Remember(Recipient recipient) => this.StoreAsync(stored, CustomerRules.Remember(stored.State, recipient));

    public Task ForgetAddress(string addressId) => this.StoreAsync(stored, CustomerRules.ForgetAddress(stored.State, addressId));

    public async Task<Refusal?> PreferAddress(string addressId)
    {
        var (refused, next) = CustomerRules.PreferAddress(stored.State, addressId);
        await this.StoreAsync(stored, next);
        return refused;
    }

    public async Task<Refusal?> Segment(SegmentRequest request)
    {
        var (refused, next) = CustomerRules.Segment(stored.State, request);
        await this.StoreAsync(stored, next);
        return refused;
    }

    public Task<CustomerView> Look() => Task.FromResult(CustomerRules.View(Keys.Rest(this.GetPrimaryKeyString()), stored.State));
}
