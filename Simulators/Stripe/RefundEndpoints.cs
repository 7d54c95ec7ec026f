using System.Collections.Immutable;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/refunds</c> and <c>/v1/charges</c> (API reference, "Refunds", "Charges").</summary>
internal sealed class RefundEndpoints(StripeBooks books, StripeFrontDoor door, IntentDesk desk, Expansion expansion)
{
    private static readonly StripeEndpoint CreateRefund = new("refunds.create",
    [
        "payment_intent", "charge", "amount", "reason", "metadata", "metadata[*]", "refund_application_fee", "reverse_transfer", "instructions_email",
    ]);

    private static readonly StripeEndpoint RetrieveRefund = new("refunds.retrieve", []);
    private static readonly StripeEndpoint ListRefunds = new("refunds.list", ["payment_intent", "charge", "limit", "starting_after", "ending_before"]);
    private static readonly StripeEndpoint RetrieveCharge = new("charges.retrieve", []);
    private static readonly StripeEndpoint ListCharges = new("charges.list", ["payment_intent", "limit", "starting_after", "ending_before"]);

    public void Map(RouteGroupBuilder stripe)
    {
        stripe.MapPost("/v1/refunds", (HttpContext http) => door.AnswerAsync(http, CreateRefund, call => new(Create(call))));
        stripe.MapGet("/v1/refunds", (HttpContext http) => door.AnswerAsync(http, ListRefunds, call => new(ListOfRefunds(call))));
        stripe.MapGet("/v1/refunds/{id}", (HttpContext http, string id) => door.AnswerAsync(http, RetrieveRefund, call =>
            new(One(call, books.IntentOfRefund(id, call.Account)?.File.Refunds.FirstOrDefault(r => r.Id == id), "refund", id))));
        stripe.MapGet("/v1/charges", (HttpContext http) => door.AnswerAsync(http, ListCharges, call => new(ListOfCharges(call))));
        stripe.MapGet("/v1/charges/{id}", (HttpContext http, string id) => door.AnswerAsync(http, RetrieveCharge, call =>
            new(One(call, books.IntentOfCharge(id, call.Account)?.File.Charges.FirstOrDefault(c => c.Id == id), "charge", id))));
    }

    private StripeReply Create(StripeCall call)
    {
        var form = call.Form;
        var amount = form.Integer("amount");
        var reason = form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = form.Metadata(ImmutableSortedDictionary<string, string>.Empty);
        var (fee, transfer) = (form.Flag("refund_application_fee"), form.Flag("reverse_transfer"));
        var (slot, missing) = Target(call);
        if ((form.Error ?? missing) is { } error) return StripeReply.Refused(error);

        var ask = new Refund
        {
            Id = Ids.Random("re_3", 23),
            Amount = 0,
            Charge = "",
            Created = call.Now.ToUnixTimeSeconds(),
            Currency = "",
            Metadata = metadata,
            PaymentIntent = "",
            Reason = reason,
            Status = "succeeded",
        };
        return desk.Change(call, slot!, file => IntentRules.Refund(file, ask, amount, transfer, fee), file => expansion.Show(call, file.Refunds[^1]));
    }

    private (IntentSlot? Slot, StripeError? Missing) Target(StripeCall call)
    {
        if (call.Form.Text("payment_intent") is { } intent)
            return books.Intent(intent, call.Account) is { } slot ? (slot, null) : (null, StripeError.NotFound("payment_intent", intent, "payment_intent"));
        if (call.Form.Text("charge") is not { } charge)
            return (null, StripeError.Invalid("One of the following params should be provided: payment_intent or charge.", "parameter_missing"));
        return books.IntentOfCharge(charge, call.Account) is { } owner ? (owner, null) : (null, StripeError.NotFound("charge", charge, "charge"));
    }

    private StripeReply ListOfRefunds(StripeCall call)
    {
        var files = call.Form.Text("charge") is { } charge
            ? books.IntentOfCharge(charge, call.Account) is { } owner ? [owner.File] : []
            : Files(call);
        return expansion.List(call, files.SelectMany(f => f.Refunds.Reverse()), row => ((Refund)row).Id, "/v1/refunds");
    }

    private StripeReply ListOfCharges(StripeCall call) =>
        expansion.List(call, Files(call).SelectMany(f => f.Charges.Reverse()), row => ((Charge)row).Id, "/v1/charges");

    private IEnumerable<IntentFile> Files(StripeCall call)
    {
        if (call.Form.Text("payment_intent") is { } intent) return books.Intent(intent, call.Account) is { } slot ? [slot.File] : [];
        return books.Intents.NewestFirst().Select(s => s.File).Where(f => f.Account == call.Account);
    }

    private StripeReply One(StripeCall call, object? found, string what, string id) =>
        found is null ? StripeReply.Refused(StripeError.NotFound(what, id, "id")) : StripeReply.Ok(expansion.Show(call, found));
}
