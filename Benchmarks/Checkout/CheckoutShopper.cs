using System.Text.Json;
using Commerce.Benchmarks.Sale;

namespace Commerce.Benchmarks.Checkout;

/// <summary>Buys one thing after the other, each from an empty cart to an order that the shop says is paid.</summary>
internal sealed class CheckoutShopper(string userId, ShopClient shop)
{
    private const string Api = "/api/shops/" + CheckoutSettings.Shop;
    private const int MostSettling = 20;

    private readonly List<(string Order, long Yen)> _paid = [];
    private string _token = "";
    private int _taps;

    public IReadOnlyList<(string Order, long Yen)> Paid => _paid;

    public async Task EnterAsync() =>
        _token = (await shop.PostAsync("LINE log-in", $"/sim/line/_sim/users/{userId}/id-token", new { })).Body.GetProperty("idToken").GetString()!;

    /// <summary>What went wrong, or null.</summary>
    public async Task<string?> BuyAsync()
    {
        var cart = await shop.PostAsync("add to cart", $"{Api}/cart/items", new { sku = CheckoutSettings.Sku, quantity = 1 }, _token, $"tap-{_taps++}");
        if (!cart.Ok) return $"the cart refused: {cart.Code}";
        var total = cart.Body.GetProperty("quote").GetProperty("total").GetInt64();
        var body = new { checkoutKey = cart.Body.GetProperty("checkoutKey").GetString(), expectedTotal = total, recipient = SaleShopper.Recipient };
        var placed = await shop.PostAsync("order", $"{Api}/orders", body, _token);
        if (!placed.Ok) return $"the order was refused: {placed.Code}";

        var order = placed.Body.GetProperty("order").GetProperty("orderId").GetString()!;
        var payment = placed.Body.GetProperty("payment");
        if (payment.ValueKind != JsonValueKind.Object || payment.GetProperty("clientSecret").GetString() is not { } secret) return "there was nothing to pay with";
        var intent = secret[..secret.IndexOf("_secret_", StringComparison.Ordinal)];
        var form = new Dictionary<string, string> { ["client_secret"] = secret, ["payment_method"] = "pm_card_visa" };
        await shop.PostFormAsync("pay", $"/sim/stripe/v1/payment_intents/{intent}/confirm", form, payment.GetProperty("publishableKey").GetString()!);
        return await SettleAsync(order, total);
    }

    private async Task<string?> SettleAsync(string order, long total)
    {
        for (var attempt = 0; attempt < MostSettling; attempt++)
        {
            var settled = await shop.PostAsync("settle", $"{Api}/orders/{order}/settle", null, _token);
            if (!settled.Ok) return $"settling was refused: {settled.Code}";
            if (settled.Body.GetProperty("status").GetString() != "paid") continue;
            var captured = settled.Body.GetProperty("payment").GetProperty("captured").GetInt64();
            _paid.Add((order, captured));
            return captured == total ? null : $"order {order} took ¥{captured} and said ¥{total}";
        }

        return $"order {order} was not paid";
    }
}
