using Commerce.Carts;
using Commerce.Catalog;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class CartWalkTests
{
    private static readonly Product[] Products =
        [Shirt, Cookies, Sneakers with { Terms = Sneakers.Terms with { PerPerson = 3 } }, .. Enumerable.Range(1, 60).Select(n => Of($"S{n}", "品", n))];

    [Fact]
    public void Whatever_is_asked_in_whatever_order_a_cart_stays_within_its_bounds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var cart = EmptyCart;
            for (var step = 0; step < 150; step++)
            {
                var before = cart;
                cart = Step(random, before, Noon.AddSeconds(step * 10), $"seed {seed}, step {step}");
                AssertSound(before, cart, $"seed {seed}, step {step}");
            }
        }
    }

    private static CartState Step(Random random, CartState cart, DateTimeOffset now, string where)
    {
        switch (random.Next(12))
        {
            case 0: return CartRules.Bought(cart, new($"order-{random.Next(30)}", [new(Products[random.Next(4)].Sku, random.Next(1, 4))]));
            case 1: return CartRules.CheckoutEnded(cart, new(CartRules.CheckoutKey(cart)));
            case 2: return CartRules.Tick(cart, now, TimeSpan.FromMinutes(1)).Cart;
        }

        var product = Products[random.Next(Products.Length)];
        var ask = new CartAsk($"key-{random.Next(200)}", random.Next(3) == 0 ? CartVerb.Set : CartVerb.Add, product.Sku, random.Next(-1, 5));
        var stockSays = random.Next(4) == 0 ? new Refusal(Reason.SoldOut) : null;
        var (refused, next) = cart.Ask(ask, product, now, stockSays);

        var (again, twice) = next.Ask(ask, product, now, stockSays);
        Assert.True(refused == again && ReferenceEquals(next, twice), where);
        return next;
    }

    private static void AssertSound(CartState before, CartState cart, string where)
    {
        Assert.True(cart.Items.Length <= CartRules.MostLines, where);
        Assert.True(cart.Items.Select(item => item.Sku).Distinct().Count() == cart.Items.Length, where);
        Assert.True(cart.Items.All(item => item.Quantity is >= 1 and <= CartRules.MostUnits), where);
        Assert.True(cart.Answered.Length <= CartRules.MostAnswered && cart.Orders.Length <= CartRules.MostOrders, where);
        Assert.True(cart.Revision >= before.Revision && cart.Episode >= before.Episode && cart.Holds >= before.Holds, where);
        Assert.True(!cart.Items.IsEmpty || cart.Standing == EpisodeStanding.Over, where);

        var changed = !cart.Items.Select(item => (item.Sku, item.Quantity)).SequenceEqual(before.Items.Select(item => (item.Sku, item.Quantity)));
        Assert.True(!changed || cart.Revision > before.Revision, $"{where}: another cart under the same checkout key");
    }
}
