using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Stock;
using Commerce.Tests.Rules;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>Caps that several products share, and sales that open earlier for some: through cart, order and stock.</summary>
public sealed class SharedCapTests : IAsyncLifetime
{
    private static readonly Actor Staff = new("staff-1", "test");
    private ShopHost _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopHost.OpenAsync();
        Assert.Null((await _shop.Catalog.PutCapGroup(new(new("shoes", PerOrder: 1, PerPerson: 1), 0, Staff))).Refused);
        foreach (var sku in (string[])["S", "L"])
        {
            var product = KagetsudoShop.Of(sku, $"スニーカー {sku}", 9_800) with { GroupId = "shoes" };
            Assert.Null((await _shop.Catalog.PutProduct(new(product, 0, Staff))).Refused);
            Assert.Null((await _shop.Stock(sku).Adjust(new("first", 10, Staff))).Refused);
        }
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task One_shoe_per_person_whatever_its_size_until_the_first_is_given_back()
    {
        var first = await Order("S", "tap-1");
        await _shop.Cart.SetQuantity(new("clear", "S", 0));
        Assert.Equal(OrderStatus.AwaitingPayment, first.Order!.Status);

        var second = await Order("L", "tap-2");
        Assert.Equal((Reason.OverPersonCap, "L", 1L), (second.Refused!.Reason, second.Refused.Subject, second.Refused.Taken));
        Assert.Equal(0, (await _shop.Stock("L").Look()).Held);

        await OrderOf(first.Order.OrderId).Cancel(new(Staff));
        await _shop.Cart.SetQuantity(new("clear-2", "L", 0));
        var third = await Order("L", "tap-3");
        Assert.Null(third.Refused);
        Assert.Equal(1, (await Group().Look()).Held);
    }

    [OneProcessFact]
    public async Task An_order_names_the_settings_that_judged_it()
    {
        var order = (await Order("S", "tap-1")).Order!;

        var (sku, group) = (await _shop.Stock("S").Look(), await Group().Look());
        Assert.Equal((sku.Version, group.Version), (order.JudgedBy["S"], order.JudgedBy["group/shoes"]));
    }

    [OneProcessFact]
    public async Task A_change_of_terms_reaches_the_stock_with_who_and_why_before_it_is_answered()
    {
        await _shop.Catalog.ChangeTerms(new("change-1", "P4", 1, new(ClosesBy: TimeSpan.FromMinutes(10)), Staff));

        Assert.Equal(KagetsudoShop.Noon.AddMinutes(40), (await _shop.Stock("P4").Look()).Terms.Closes);
    }

    [OneProcessFact]
    public async Task A_member_of_the_segment_buys_five_minutes_early_and_the_others_wait()
    {
        var sneakers = KagetsudoShop.Sneakers with { Terms = KagetsudoShop.Sneakers.Terms with { Opens = KagetsudoShop.Noon.AddMinutes(4), Early = new("vip", 5) } };
        Assert.Null((await _shop.Catalog.PutProduct(new(sneakers, 1, Staff))).Refused);
        Assert.Equal(Reason.NotOnSaleYet, (await _shop.Cart.Add(new("tap-1", "P4", 1))).Refused!.Reason);

        Assert.Null(await _shop.Customer.Segment(new("vip", true)));
        Assert.Null((await _shop.Cart.Add(new("tap-2", "P4", 1))).Refused);
        var cart = await _shop.Cart.Look();
        Assert.Null((await Place(cart)).Refused);
    }

    private IStockGrain Group() => _shop.Grains.GetGrain<IStockGrain>($"{ShopHost.Shop}/{CapGroup.StockPart("shoes")}");

    private async Task<OrderReply> Order(string sku, string key)
    {
        var added = await _shop.Cart.Add(new(key, sku, 1));
        Assert.Null(added.Refused);
        return await Place(added.Cart);
    }

    private Task<OrderReply> Place(CartView cart) =>
        OrderOf(OrderIds.Of(ShopHost.Shop, ShopHost.Hanako, cart.CheckoutKey))
            .Place(new(ShopHost.Hanako, cart.CheckoutKey, cart.Quote.Total, KagetsudoShop.Hanako));

    private IOrderGrain OrderOf(string orderId) => _shop.Grains.GetGrain<IOrderGrain>(Keys.Of(ShopHost.Shop, orderId));
}
