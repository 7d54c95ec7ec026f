using System.Text.Json;

namespace Commerce.Tests.Http.Running;

/// <summary>A purchase over HTTP, with what the shopper's browser does at the payment provider.</summary>
internal sealed class Purchase(RunningShop shop, HttpClient shopper)
{
    private const string Api = "/api/shops/kagetsudo";

    private static readonly Dictionary<string, string> Recipient = new()
    {
        ["name"] = "花月 花子",
        ["phone"] = "03-1234-5678",
        ["postalCode"] = "100-0001",
        ["prefecture"] = "東京都",
        ["city"] = "千代田区",
        ["street"] = "千代田1-1",
    };

    private JsonElement _placed;

    public JsonElement Ticket => _placed.GetProperty("payment");

    public string OrderId => _placed.GetProperty("order").Text("orderId");

    public async Task<Purchase> PlaceAsync(string sku, int quantity, int expected = 201)
    {
        var cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity }, 200, $"add-{sku}-{Guid.CreateVersion7():N}");
        _placed = await shopper.AskAsync(HttpMethod.Post, Api + "/orders", new
        {
            checkoutKey = cart.Text("checkoutKey"),
            expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
            recipient = Recipient,
        }, expected);
        return this;
    }

    public string Code => _placed.Code();

    /// <summary>What the shopper is told.</summary>
    public string Said => _placed.Text("ja");

    /// <summary>What stripe.js does with the ticket.</summary>
    public async Task<JsonElement> ConfirmAsync(params (string Name, string Value)[] fields)
    {
        using var stripe = shop.Anyone(declared: false);
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", Ticket.Text("publishableKey"));
        using var form = new FormUrlEncodedContent(
            [new("client_secret", Secret), new("use_stripe_sdk", "true"), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var answer = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{IntentId}/confirm", form);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<JsonElement> SettleAsync() => await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{OrderId}/settle", null, 200);

    public string IntentId => Secret[..Secret.IndexOf("_secret", StringComparison.Ordinal)];

    private string Secret => Ticket.Text("clientSecret");
}
