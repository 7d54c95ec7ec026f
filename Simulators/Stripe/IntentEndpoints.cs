using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/payment_intents</c> (API reference, "PaymentIntents").</summary>
internal sealed class IntentEndpoints(StripeBooks books, StripeFrontDoor door, IntentDesk desk, CardIntake cards, Expansion expansion)
{
    private static readonly string[] Shared =
    [
        "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]", "payment_method_types[]", "allowed_payment_method_types[]", "payment_method",
        "payment_method_data[*]", "payment_method_options[card][request_three_d_secure]", "payment_method_options[card][capture_method]",
        "payment_method_options[konbini][*]", "capture_method",
        "setup_future_usage", "receipt_email", "shipping[*]", "mandate", "mandate_data[*]", "radar_options[session]", "excluded_payment_method_types[]",
    ];

    private static readonly string[] Described =
    [
        "amount", "currency", "customer", "metadata", "metadata[*]", "description", "statement_descriptor", "statement_descriptor_suffix",
        "application_fee_amount", "transfer_data[destination]", "transfer_data[amount]", "transfer_group",
    ];

    private static readonly string[] Confirming = ["off_session", "error_on_requires_action", "return_url", "use_stripe_sdk"];

    private static readonly StripeEndpoint CreateIntent =
        new("payment_intents.create", [.. Shared, .. Described, .. Confirming, "confirm", "confirmation_method", "on_behalf_of"]);

    private static readonly StripeEndpoint UpdateIntent = new("payment_intents.update", [.. Shared, .. Described]);

    private static readonly StripeEndpoint ConfirmIntent =
        new("payment_intents.confirm", [.. Shared, .. Confirming, "client_secret", "amount_to_confirm"], Publishable: true);

    private static readonly StripeEndpoint CaptureIntent = new("payment_intents.capture",
    [
        "amount_to_capture", "application_fee_amount", "transfer_data[amount]", "final_capture", "metadata", "metadata[*]",
        "statement_descriptor", "statement_descriptor_suffix",
    ]);

    private static readonly StripeEndpoint CancelIntent = new("payment_intents.cancel", ["cancellation_reason"]);
    private static readonly StripeEndpoint RetrieveIntent = new("payment_intents.retrieve", ["client_secret"], Publishable: true);

    private static readonly StripeEndpoint ListIntents =
        new("payment_intents.list", ["customer", "limit", "starting_after", "ending_before", "created[gte]", "created[gt]", "created[lte]", "created[lt]"]);

    public void Map(RouteGroupBuilder stripe)
    {
        var intents = stripe.MapGroup("/v1/payment_intents");
        intents.MapPost("", (HttpContext http) => door.AnswerAsync(http, CreateIntent, CreateAsync));
        intents.MapGet("", (HttpContext http) => door.AnswerAsync(http, ListIntents, call => new(List(call))));
        intents.MapGet("/{id}", (HttpContext http, string id) => Find(http, RetrieveIntent, id, (call, slot) => new(StripeReply.Ok(Show(call, slot.File)))));
        intents.MapPost("/{id}", (HttpContext http, string id) => Find(http, UpdateIntent, id, (call, slot) => new(Update(call, slot))));
        intents.MapPost("/{id}/confirm", (HttpContext http, string id) => Find(http, ConfirmIntent, id, ConfirmAsync));
        intents.MapPost("/{id}/capture", (HttpContext http, string id) => Find(http, CaptureIntent, id, (call, slot) => new(Capture(call, slot))));
        intents.MapPost("/{id}/cancel", (HttpContext http, string id) => Find(http, CancelIntent, id, (call, slot) => new(Cancel(call, slot))));
    }

    private async ValueTask<StripeReply> CreateAsync(StripeCall call)
    {
        var (draft, refusal) = IntentDraft.New(call, books);
        if (draft is null) return StripeReply.Refused(refusal!);
        var (method, bad) = cards.Take(call);
        bad ??= CardIntake.JudgeOwner(method, draft.Customer) is { } owner ? StripeReply.Refused(owner) : null;
        if (bad is not null) return bad;

        var confirm = call.Form.Flag("confirm");
        var ask = ReadConfirm(call);
        if (!confirm && call.Form.Paths.FirstOrDefault(Confirming[..3].Contains) is { } early)
            call.Form.Refuse($"You can only use {early} when confirm=true.", null, early);
        if (call.Form.Error is { } error) return StripeReply.Refused(error);

        if (method is not null) draft = draft with { PaymentMethod = method.Wire.Id, Status = IntentStatus.RequiresConfirmation };
        var file = new IntentFile(draft, call.Account) { Method = method };
        var slot = new IntentSlot(file);
        var created = new Happening("payment_intent.created", draft);
        if (!confirm) return desk.Change(call, slot, f => new(f with { Account = call.Account }, null, created), f => Show(call, f));
        return await desk.ConfirmAsync(call, slot, method, ask, f => Show(call, f), created);
    }

    private async ValueTask<StripeReply> ConfirmAsync(StripeCall call, IntentSlot slot)
    {
        var (method, bad) = cards.Take(call);
        bad ??= CardIntake.JudgeOwner(method, slot.File.Intent.Customer) is { } owner ? StripeReply.Refused(owner) : null;
        if (bad is not null) return bad;
        var ask = ReadConfirm(call);
        if (call.Form.Integer("amount_to_confirm") is { } amount && amount != slot.File.Intent.Amount)
            call.Form.Refuse("The amount to confirm does not match the amount of the PaymentIntent.", null, "amount_to_confirm");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return await desk.ConfirmAsync(call, slot, method, ask, file => Show(call, file));
    }

    private StripeReply Update(StripeCall call, IntentSlot slot)
    {
        var (method, bad) = cards.Take(call);
        bad ??= CardIntake.JudgeOwner(method, call.Form.Text("customer") ?? slot.File.Intent.Customer) is { } owner ? StripeReply.Refused(owner) : null;
        if (bad is not null) return bad;
        _ = IntentDraft.Over(slot.File.Intent, call, books);
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return desk.Change(call, slot, file =>
        {
            var next = IntentDraft.Over(file.Intent, call, books);
            return IntentRules.Update(file, method is null ? next : next with { PaymentMethod = method.Wire.Id }, method);
        }, file => Show(call, file));
    }

    private StripeReply Capture(StripeCall call, IntentSlot slot)
    {
        var amount = call.Form.Integer("amount_to_capture");
        var fee = call.Form.Integer("application_fee_amount");
        _ = call.Form.Metadata(slot.File.Intent.Metadata);
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return desk.Change(
            call, slot,
            file => IntentRules.Capture(file, amount, fee, call.Form.Metadata(file.Intent.Metadata), books.Clock.GetUtcNow()),
            file => Show(call, file));
    }

    private StripeReply Cancel(StripeCall call, IntentSlot slot)
    {
        var reason = call.Form.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return desk.Change(call, slot, file => IntentRules.Cancel(file, reason, books.Clock.GetUtcNow()), file => Show(call, file));
    }

    private StripeReply List(StripeCall call)
    {
        var customer = call.Form.Text("customer");
        var rows = books.Intents.NewestFirst().Select(slot => slot.File)
            .Where(file => file.Account == call.Account && (customer is null || file.Intent.Customer == customer))
            .Select(file => file.Intent).Where(intent => Window.Holds(call.Form, intent.Created));
        return expansion.List(call, rows, row => ((PaymentIntent)row).Id, "/v1/payment_intents");
    }

    private Task Find(HttpContext http, StripeEndpoint endpoint, string id, Func<StripeCall, IntentSlot, ValueTask<StripeReply>> act) =>
        door.AnswerAsync(http, endpoint, call =>
        {
            if (books.Intent(id, call.Account) is not { } slot) return new(StripeReply.Refused(StripeError.NotFound("payment_intent", id, "intent")));
            if (call.Publishable && call.Form.Text("client_secret") != slot.File.Intent.ClientSecret)
                return new(StripeReply.Refused(StripeError.Invalid("The client_secret provided does not match any associated PaymentIntent.", "payment_intent_invalid_parameter", "client_secret")));
            return act(call, slot);
        });

    // A browser sees what it needs to go on, not what the shop noted.
    private object Show(StripeCall call, IntentFile file) => call.Publishable
        ? file.Intent with { Metadata = file.Intent.Metadata.Clear(), Customer = null, Description = null, TransferData = null, ApplicationFeeAmount = null, Shipping = null }
        : expansion.Show(call, file.Intent);

    private static ConfirmAsk ReadConfirm(StripeCall call) => new(
        call.Form.Text("return_url"), call.Form.Flag("off_session"), call.Form.Flag("error_on_requires_action"), call.Form.Flag("use_stripe_sdk"));
}
