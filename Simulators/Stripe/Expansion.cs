using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commerce.Simulators.Stripe;

/// <summary>Puts objects in the place of their ids where <c>expand[]</c> asks for it ("Expanding responses"), one level deep.</summary>
internal sealed class Expansion(StripeBooks books)
{
    public object Show(StripeCall call, object shown) => Show(call, shown, prefix: "");

    public StripeReply List(StripeCall call, IEnumerable<object> newestFirst, Func<object, string> idOf, string url)
    {
        var limit = call.Form.Integer("limit") ?? 10;
        if (limit is < 1 or > 100) call.Form.Refuse("Invalid integer: limit must be between 1 and 100", "parameter_invalid_integer", "limit");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);

        var rows = newestFirst;
        if (call.Form.Text("starting_after") is { } after) rows = rows.SkipWhile(r => idOf(r) != after).Skip(1);
        if (call.Form.Text("ending_before") is { } before)
        {
            // The page that ends just before that row, not the newest one.
            var newer = rows.TakeWhile(r => idOf(r) != before).ToList();
            rows = newer.Skip(Math.Max(0, newer.Count - (int)limit));
        }

        var page = rows.Take((int)limit + 1).ToList();
        var shown = page.Take((int)limit).Select(r => Show(call, r, "data.")).ToList();
        return StripeReply.Ok(new Page(shown, page.Count > limit, url));
    }

    private object Show(StripeCall call, object shown, string prefix)
    {
        var asked = call.Form.List("expand").Where(e => e.StartsWith(prefix, StringComparison.Ordinal)).Select(e => e[prefix.Length..]).ToList();
        if (asked.Count == 0) return shown;
        var node = JsonSerializer.SerializeToNode(shown, shown.GetType(), StripeJson.Options)!.AsObject();
        foreach (var field in asked)
            if (node[field] is JsonValue id && id.GetValueKind() == JsonValueKind.String && Find(field, id.GetValue<string>(), call.Account) is { } found)
                node[field] = JsonSerializer.SerializeToNode(found, found.GetType(), StripeJson.Options);
        return node;
    }

    private object? Find(string field, string id, string account) => field switch
    {
        "latest_charge" or "charge" => books.IntentOfCharge(id, account)?.File.Charges.FirstOrDefault(c => c.Id == id),
        "payment_intent" => books.Intent(id, account)?.File.Intent,
        "application_fee" => books.IntentOfFee(id, account)?.File.Fee,
        "customer" => books.Customer(id, account)?.Wire,
        "payment_method" => books.Methods.Find(id)?.Wire,
        _ => null,
    };
}
