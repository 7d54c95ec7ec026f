using System.Security.Cryptography;
using System.Text;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Carts;

/// <summary>Shell over <see cref="CartRules"/>. Waits for nobody who could wait for this cart: shop, catalogue, stock and outbox only.</summary>
[GrainType("cart")]
internal sealed partial class CartGrain([PersistentState("cart")] IPersistentState<CartState> stored, TimeProvider clock)
    : Grain, ICartGrain, IRemindable
{
    private CartState Cart => stored.State;

    private string Shop => Keys.Shop(this.GetPrimaryKeyString());

    private string Customer => Keys.Rest(this.GetPrimaryKeyString());

    public Task<CartReply> Add(AddToCartRequest request) =>
        request.HoldId is { } holdId && !CustomerHold.IsOf(Shop, Customer, holdId)
            ? Refuse(new(Reason.NothingHeld, request.Sku))
            : Answer(new(request.Key, CartVerb.Add, request.Sku, request.Quantity, request.HoldId));

    public Task<CartReply> SetQuantity(SetQuantityRequest request) => Answer(new(request.Key, CartVerb.Set, request.Sku, request.Quantity));

    public Task<CartReply> Choose(ChooseRequest request) =>
        Answer(new(request.Key, CartVerb.Choose, "", 0, Choices: ChoiceRules.Clean(request.Choices)));

    public async Task<CartView> Look()
    {
        await SettleAsync();
        return await ViewAsync();
    }

    public Task Bought(BoughtRequest request) => KeepAsync(CartRules.Bought(Cart, request));

    public Task CheckoutEnded(CheckoutEndedRequest request) => KeepAsync(CartRules.CheckoutEnded(Cart, request));

    private async Task<CartReply> Refuse(Refusal refused) => new(refused, await ViewAsync());

    private async Task<CartReply> Answer(CartAsk ask)
    {
        await SettleAsync();
        var refused = CartRules.Recall(Cart, ask) is { } answered ? answered.Refused : await DecideAsync(ask);
        return new(refused, await ViewAsync());
    }

    private async Task<Refusal?> DecideAsync(CartAsk ask)
    {
        if (ask.Verb == CartVerb.Choose) return await DecideChoicesAsync(ask);
        var products = Keys.IsPart(ask.Sku) ? await GrainFactory.GetGrain<ICatalogGrain>(Shop).Find([ask.Sku]) : [];
        var now = clock.GetUtcNow();
        var (refused, next) = CartRules.Decide(Cart, ask, products.FirstOrDefault(), new(Owner(), await SegmentsAsync(products, now)), now);
        if (refused is not null) return refused;

        await KeepAsync(next);
        await SettleAsync();
        return CartRules.Recall(Cart, ask)!.Refused;
    }

    /// <summary>
    /// Asks of the stock what the state says is to be asked, and stores the answer. Also the way back after a crash in between:
    /// the same hold id gets the same answer, and a hold whose answer nobody fetches ends by itself.
    /// </summary>
    private async Task SettleAsync()
    {
        if (!Cart.ToRelease.IsEmpty)
        {
            foreach (var hold in Cart.ToRelease) await Stock(hold.Sku).Release(new(hold.HoldId));
            await KeepAsync(CartRules.Released(Cart));
        }

        if (Cart.Wish is not { } wish) return;
        var reply = await Stock(wish.Ask.Sku).Hold(new(wish.HoldId, Customer, wish.Quantity, wish.Replaces, wish.Segments));
        await KeepAsync(CartRules.Held(Cart, reply, clock.GetUtcNow()));
    }

    /// <summary>Judged as they will be shown: a choice that would be refused in the cart is refused here, and nothing is stored.</summary>
    private async Task<Refusal?> DecideChoicesAsync(CartAsk ask)
    {
        if (ChoiceRules.Check(ask) is { } bad) return bad;
        var next = CartRules.Choose(Cart, ask, clock.GetUtcNow());
        if ((await ViewAsync(next)).Chosen is { Refused: [var refused, ..] }) return refused;
        await KeepAsync(next);
        return null;
    }

    private Task<CartView> ViewAsync() => ViewAsync(Cart);

    private async Task<CartView> ViewAsync(CartState cart)
    {
        var now = clock.GetUtcNow();
        if (await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is not { } shop) return new(CartRules.CheckoutKey(cart), [], Orders.Quote.Empty);

        var products = cart.Items.IsEmpty ? [] : await GrainFactory.GetGrain<ICatalogGrain>(Shop).Find([.. cart.Items.Select(item => item.Sku)]);
        var unheld = cart.Items.Where(item => CartRules.HeldUnits(item, now) == 0 && products.Any(product => product.Sku == item.Sku));
        var stocks = await Task.WhenAll(unheld.Select(item => Stock(item.Sku).Look()));
        return CartViews.Of(cart, new(products, [.. stocks], await SegmentsAsync(products, now), await BenefitsAsync(cart, shop.Settings)), shop.Settings, now);
    }

    /// <summary>Asked for only while a sale is open for one of them alone.</summary>
    private async Task<ImmutableArray<string>> SegmentsAsync(ImmutableArray<Product> products, DateTimeOffset now) =>
        products.Any(product => product.Terms.IsEarly(now))
            ? (await GrainFactory.GetGrain<ICustomerGrain>(this.GetPrimaryKeyString()).Look()).Segments
            : [];

    private IStockGrain Stock(string sku) => GrainFactory.GetGrain<IStockGrain>(Keys.Of(Shop, sku));

    /// <summary>Hold ids are read by staff and in logs: they name the customer without giving the LINE user id away.</summary>
    private string Owner() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(this.GetPrimaryKeyString())).AsSpan(0, 8));
}
