using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Carts;

/// <summary>
/// What the owner of the cart could use: coupon and points. What the order of this very checkout uses already counts as free, so that
/// coming back to the cart from an unpaid order shows the same price again.
/// </summary>
internal sealed partial class CartGrain
{
    private async Task<CartBenefits> BenefitsAsync(CartState cart, ShopSettings shop)
    {
        var order = OrderIds.Of(Shop, Customer, CartRules.CheckoutKey(cart));
        var points = shop.Points is null ? null : await GrainFactory.GetGrain<IPointsGrain>(this.GetPrimaryKeyString()).Look();
        var balance = points is null ? 0 : points.Balance + points.Spent.GetValueOrDefault(order);
        if (cart.Choices.CouponCode is not { } code) return new(null, 0, false, balance);

        var coupon = await GrainFactory.GetGrain<ICouponGrain>(Keys.Of(Shop, code)).Look();
        if (coupon is null) return new(null, 0, false, balance);
        var (uses, ours) = CouponHolderRules.Uses(
            (await GrainFactory.GetGrain<ICouponHolderGrain>(this.GetPrimaryKeyString()).Look()).Uses, code, order);
        return new(coupon, uses, ours, balance);
    }
}
