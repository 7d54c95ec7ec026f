using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/application_fees</c>, <c>/v1/transfers</c> and <c>/v1/disputes</c> (API reference under the same names).</summary>
internal sealed class MoneyEndpoints(StripeBooks books, StripeFrontDoor door, IntentDesk desk, Expansion expansion)
{
    private static readonly string[] Paging = ["limit", "starting_after", "ending_before"];
    private static readonly StripeEndpoint ListFees = new("application_fees.list", [.. Paging, "charge"]);
    private static readonly StripeEndpoint RetrieveFee = new("application_fees.retrieve", []);
    private static readonly StripeEndpoint CreateFeeRefund = new("application_fees.refund", ["amount", "metadata", "metadata[*]"]);
    private static readonly StripeEndpoint ListTransfers = new("transfers.list", [.. Paging, "destination", "transfer_group"]);
    private static readonly StripeEndpoint ListDisputes = new("disputes.list", [.. Paging, "payment_intent", "charge"]);
    private static readonly StripeEndpoint RetrieveDispute = new("disputes.retrieve", []);

    public void Map(RouteGroupBuilder stripe)
    {
        stripe.MapGet("/v1/application_fees", (HttpContext http) => door.AnswerAsync(http, ListFees, call => new(Fees(call))));
        stripe.MapGet("/v1/application_fees/{id}", (HttpContext http, string id) => door.AnswerAsync(http, RetrieveFee, call =>
            new(One(call, books.IntentOfFee(id, call.Account)?.File.Fee, "application_fee", id))));
        stripe.MapPost("/v1/application_fees/{id}/refunds", (HttpContext http, string id) => door.AnswerAsync(http, CreateFeeRefund, call => new(RefundFee(call, id))));
        stripe.MapGet("/v1/transfers", (HttpContext http) => door.AnswerAsync(http, ListTransfers, call => new(Transfers(call))));
        stripe.MapGet("/v1/disputes", (HttpContext http) => door.AnswerAsync(http, ListDisputes, call => new(Disputes(call))));
        stripe.MapGet("/v1/disputes/{id}", (HttpContext http, string id) => door.AnswerAsync(http, RetrieveDispute, call =>
            new(One(call, books.IntentOfDispute(id, call.Account)?.File.Disputes.FirstOrDefault(d => d.Id == id), "dispute", id))));
    }

    private StripeReply Fees(StripeCall call)
    {
        var charge = call.Form.Text("charge");
        var rows = Files(call).Select(f => f.Fee).OfType<ApplicationFee>().Where(fee => charge is null || fee.Charge == charge);
        return expansion.List(call, rows, row => ((ApplicationFee)row).Id, "/v1/application_fees");
    }

    private StripeReply RefundFee(StripeCall call, string id)
    {
        var amount = call.Form.Integer("amount");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return books.IntentOfFee(id, call.Account) is { } slot
            ? desk.Change(call, slot, file => ConnectRules.RefundFee(file, amount, call.Now.ToUnixTimeSeconds()), file => file.FeeRefunds[^1])
            : StripeReply.Refused(StripeError.NotFound("application_fee", id, "id"));
    }

    private StripeReply Transfers(StripeCall call)
    {
        var destination = call.Form.Text("destination");
        var rows = Files(call).Select(f => f.Transfer).OfType<Transfer>().Where(t => destination is null || t.Destination == destination);
        return expansion.List(call, rows, row => ((Transfer)row).Id, "/v1/transfers");
    }

    private StripeReply Disputes(StripeCall call)
    {
        var (intent, charge) = (call.Form.Text("payment_intent"), call.Form.Text("charge"));
        var files = intent is null ? Files(call) : books.Intent(intent, call.Account) is { } slot ? [slot.File] : [];
        var rows = files.SelectMany(f => f.Disputes.Reverse()).Where(d => charge is null || d.Charge == charge);
        return expansion.List(call, rows, row => ((Dispute)row).Id, "/v1/disputes");
    }

    private IEnumerable<IntentFile> Files(StripeCall call) =>
        books.Intents.NewestFirst().Select(slot => slot.File).Where(file => file.Account == call.Account);

    private StripeReply One(StripeCall call, object? found, string what, string id) =>
        found is null ? StripeReply.Refused(StripeError.NotFound(what, id, "id")) : StripeReply.Ok(expansion.Show(call, found));
}
