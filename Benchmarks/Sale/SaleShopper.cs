using System.Net;
using System.Text.Json;

namespace Commerce.Benchmarks.Sale;

/// <summary>
/// One shopper on a phone: looks, taps (often twice), may walk away with a unit in the cart, may have a card declined first, and never
/// believes that an order is paid before the shop says so.
/// </summary>
internal sealed class SaleShopper(int number, string name, string userId, SaleSettings sale, ShopClient shop, SaleTally tally)
{
    private const string Api = "/api/shops/" + SaleSettings.Shop;
    private readonly Random _random = new(HashCode.Combine(sale.Seed, number));

    internal static readonly object Recipient = new
    {
        name = "山田花子",
        phone = "09012345678",
        postalCode = "1500001",
        prefecture = "東京都",
        city = "渋谷区",
        street = "神宮前1-1-1",
        building = "",
    };

    public string Token { get; private set; } = "";
    public string? PaidOrder { get; private set; }

    public async Task EnterAsync()
    {
        var issued = await shop.PostAsync("LINE log-in", $"/sim/line/_sim/users/{userId}/id-token", new { });
        Token = issued.Body.GetProperty("idToken").GetString()!;
    }

    public async Task ShopAsync()
    {
        var (taps, leaves) = (Often(SaleSettings.DoubleTaps), Often(SaleSettings.Abandons));
        var (declined, forges) = (Often(SaleSettings.Declines), Often(SaleSettings.Forgers));
        if (forges) await ForgeAsync();
        await shop.GetAsync("product", $"{Api}/products/{SaleSettings.Sku}", Token);

        var cart = await TapAsync(taps, () => shop.PostAsync("add to cart", $"{Api}/cart/items",
            new { sku = SaleSettings.Sku, quantity = 1 }, Token, $"{name}-add"), SameCart);
        if (!cart.Ok)
        {
            tally.Count($"shopper left: {cart.Code}");
            return;
        }

        if (leaves) tally.Count("shopper left with a unit in the cart");
        else await CheckOutAsync(cart.Body, taps, declined);
    }

    private async Task CheckOutAsync(JsonElement cart, bool taps, bool declined)
    {
        if (cart.GetProperty("lines").GetArrayLength() == 0)
        {
            tally.Count("shopper had bought before");   // a run taken up again
            return;
        }

        var body = new
        {
            checkoutKey = cart.GetProperty("checkoutKey").GetString(),
            expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
            recipient = Recipient,
        };
        var order = await TapAsync(taps, () => shop.PostAsync("order", $"{Api}/orders", body, Token), SameOrder);
        if (!order.Ok) tally.Count($"shopper left: {order.Code}");
        else await PayAsync(order, () => shop.PostAsync("order again", $"{Api}/orders", body, Token), declined);
    }

    private async Task PayAsync(Answer placed, Func<Task<Answer>> again, bool declined)
    {
        var id = OrderId(placed)!;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var payment = placed.Body.GetProperty("payment");
            if (payment.ValueKind == JsonValueKind.Object && payment.GetProperty("clientSecret").GetString() is { } secret)
            {
                await ConfirmAsync(payment, secret, declined && attempt == 0);
            }

            var settled = await shop.PostAsync("settle", $"{Api}/orders/{id}/settle", null, Token);
            var status = settled.Ok ? settled.Body.GetProperty("status").GetString()! : settled.Code;
            if (status == "paid") PaidOrder = id;
            if (status != "awaitingPayment")
            {
                tally.Count($"order ended: {status}");
                return;
            }

            // The card was declined, or the provider has not answered: the same order, the same key, another try.
            if (attempt > 1) await Task.Delay(200);
            placed = await again();
            if (!placed.Ok) tally.Fault($"{name}: order {id} was there and is answered {placed.Code}");
            if (!placed.Ok) return;
        }

        tally.Fault($"{name}: the payment of order {id} was never settled");
    }

    private async Task ConfirmAsync(JsonElement payment, string secret, bool declined)
    {
        var intent = secret[..secret.IndexOf("_secret_", StringComparison.Ordinal)];
        await shop.PostFormAsync(declined ? "pay (declined card)" : "pay", $"/sim/stripe/v1/payment_intents/{intent}/confirm", new()
        {
            ["client_secret"] = secret,
            ["payment_method"] = declined ? "pm_card_visa_chargeDeclined" : "pm_card_visa",
        }, payment.GetProperty("publishableKey").GetString()!);
    }

    private async Task ForgeAsync()
    {
        var forged = Token[..^6] + (Token.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");
        var answer = await shop.PostAsync(
            "forged token", $"{Api}/cart/items", new { sku = SaleSettings.Sku, quantity = 1 }, forged, $"{name}-forged");
        if (answer.Status != HttpStatusCode.Unauthorized) tally.Fault($"{name}: a forged token was answered {(int)answer.Status}");
    }

    /// <summary>Taps once, or twice at the same moment; then both answers must be the same.</summary>
    private async Task<Answer> TapAsync(bool twice, Func<Task<Answer>> send, Func<Answer, Answer, bool> same)
    {
        if (!twice) return await send();
        var answers = await Task.WhenAll(send(), send());
        if (!same(answers[0], answers[1])) tally.Fault($"{name}: two taps were answered {answers[0].Code} and {answers[1].Code}");
        return answers[0].Ok ? answers[0] : answers[1];
    }

    private static bool SameCart(Answer one, Answer other) => one.Status == other.Status && one.Code == other.Code;

    private static bool SameOrder(Answer one, Answer other) =>
        one.Status == other.Status && (!one.Ok || OrderId(one) == OrderId(other));

    private static string? OrderId(Answer placed) => placed.Body.GetProperty("order").GetProperty("orderId").GetString();

    private bool Often(double share) => _random.NextDouble() < share;
}
