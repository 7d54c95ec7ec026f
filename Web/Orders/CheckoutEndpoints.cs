using Commerce.Customers;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>The way from the cart to the order: what is filled in so far, and the shopper's address book.</summary>
internal static class CheckoutEndpoints
{
    public static void MapCheckout(this IEndpointRouteBuilder shop)
    {
        var checkout = shop.MapGroup("/checkout").ForShoppers().RequireRateLimiting(RateLimits.Cart);
        checkout.MapGet("", Look).WithName("Checkout");
        checkout.MapPut("", Keep).WithName("KeepCheckout").RefusesBadBodies();
        var addresses = shop.MapGroup("/addresses").ForShoppers().RequireRateLimiting(RateLimits.Cart);
        addresses.MapGet("", Addresses).WithName("Addresses");
        addresses.MapDelete("/{addressId}", Forget).WithName("ForgetAddress");
        addresses.MapPut("/{addressId}/preferred", Prefer).WithName("PreferAddress").Refuses(Reason.BadRequest);
    }

    private static async Task<Ok<CheckoutJson>> Look(Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        var view = await CheckoutOf(shopper, grains).Look();
        return TypedResults.Ok(new CheckoutJson(
            view.Draft is { } draft ? DraftJson.Of(draft) : null, [.. view.Days], Fields(view.Refused, context), []));
    }

    /// <summary>Kept whatever it says; what must be corrected before it can become an order stands in the answer, field by field.</summary>
    private static async Task<Ok<CheckoutJson>> Keep(
        Body<DraftJson> body, Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        var reply = await CheckoutOf(shopper, grains).Keep(new(body.Value.ToDraft()));
        return TypedResults.Ok(new CheckoutJson(
            DraftJson.Of(reply.Draft), [], Fields(reply.Refused, context), Fields(reply.Warnings, context)));
    }

    private static async Task<Ok<AddressBookJson>> Addresses(Shopper shopper, IGrainFactory grains) =>
        TypedResults.Ok(AddressBookJson.Of(await CustomerOf(shopper, grains).Look()));

    private static async Task<Ok<AddressBookJson>> Forget(string addressId, Shopper shopper, IGrainFactory grains)
    {
        await CustomerOf(shopper, grains).ForgetAddress(addressId);
        return await Addresses(shopper, grains);
    }

    private static async Task<Results<Ok<AddressBookJson>, Problem>> Prefer(string addressId, Shopper shopper, IGrainFactory grains) =>
        await CustomerOf(shopper, grains).PreferAddress(addressId) is { } refused
            ? Problems.From(refused)
            : await Addresses(shopper, grains);

    private static FieldJson[] Fields(ImmutableArray<Refusal> refused, HttpContext context) =>
        [.. refused.Select(one => FieldJson.Of(one, context.ShopZone()))];

    private static ICheckoutGrain CheckoutOf(Shopper shopper, IGrainFactory grains) =>
        grains.GetGrain<ICheckoutGrain>(Keys.Of(shopper.Shop, shopper.Id));

    private static ICustomerGrain CustomerOf(Shopper shopper, IGrainFactory grains) =>
        grains.GetGrain<ICustomerGrain>(Keys.Of(shopper.Shop, shopper.Id));
}

/// <param name="Step"><c>confirm</c> asks for the last page; the answer says <c>form</c> while something must be corrected.</param>
internal sealed record DraftJson(
    CheckoutStep Step, RecipientJson Recipient, DetailsJson Details,
    PaymentMethod Method = PaymentMethod.Card, string? CardId = null, bool SaveCard = false)
{
    public static DraftJson Of(CheckoutDraft draft) => new(
        draft.Step, RecipientJson.Of(draft.Recipient), DetailsJson.Of(draft.Details),
        draft.Payment.Method, draft.Payment.CardId, draft.Payment.SaveCard);

    public CheckoutDraft ToDraft() => new(
        Step, Recipient.ToRecipient(), Details.ToDetails(), new(Method, CardId, SaveCard));
}

/// <param name="Draft">Null: nothing is filled in yet.</param>
/// <param name="Days">The days that may be wished for, the earliest first; only when looked at.</param>
/// <param name="Wrong">What must be corrected.</param>
/// <param name="Warnings">What no parcel label can show as it is.</param>
internal sealed record CheckoutJson(DraftJson? Draft, DateOnly[] Days, FieldJson[] Wrong, FieldJson[] Warnings);

/// <param name="Field">As the form names it: <c>phone</c>, <c>orderer.phone</c>, <c>remarks</c>, …</param>
internal sealed record FieldJson(string Field, string Code, string Ja, string En)
{
    public static FieldJson Of(Refusal refused, TimeZoneInfo zone)
    {
        var problem = FieldSentences.Of(refused).ToJson(zone);
        return new(refused.Subject!, problem.Code, problem.Ja, problem.En);
    }
}

/// <param name="Preferred">The one that new forms begin with; null: the newest.</param>
internal sealed record AddressBookJson(AddressJson[] Addresses, string? Preferred)
{
    public static AddressBookJson Of(CustomerView customer) => new(
        [.. customer.Addresses.Select(saved => new AddressJson(saved.AddressId, RecipientJson.Of(saved.Person)))], customer.PreferredAddress);
}

internal sealed record AddressJson(string AddressId, RecipientJson Person);
