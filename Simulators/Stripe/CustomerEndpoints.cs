using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/customers</c> and the cards kept for them (API reference, "Customers", "PaymentMethods").</summary>
internal sealed class CustomerEndpoints(StripeBooks books, StripeFrontDoor door, CardIntake cards, Expansion expansion)
{
    private static readonly string[] Fields = ["email", "name", "phone", "description", "metadata", "metadata[*]"];
    private static readonly StripeEndpoint CreateCustomer = new("customers.create", Fields);
    private static readonly StripeEndpoint UpdateCustomer = new("customers.update", Fields);
    private static readonly StripeEndpoint RetrieveCustomer = new("customers.retrieve", []);
    private static readonly StripeEndpoint ListMethods = new("customers.payment_methods", ["type", "limit", "starting_after", "ending_before"]);
    private static readonly StripeEndpoint CreateMethod = new("payment_methods.create", ["type", "card[*]", "payment_method_data[*]"], Publishable: true);
    private static readonly StripeEndpoint RetrieveMethod = new("payment_methods.retrieve", []);
    private static readonly StripeEndpoint AttachMethod = new("payment_methods.attach", ["customer"]);
    private static readonly StripeEndpoint DetachMethod = new("payment_methods.detach", []);

    public void Map(RouteGroupBuilder stripe)
    {
        stripe.MapPost("/v1/customers", (HttpContext http) => door.AnswerAsync(http, CreateCustomer, call => new(Create(call))));
        stripe.MapGet("/v1/customers/{id}", (HttpContext http, string id) => Customer(http, RetrieveCustomer, id, (_, found) => StripeReply.Ok(found.Wire)));
        stripe.MapPost("/v1/customers/{id}", (HttpContext http, string id) => Customer(http, UpdateCustomer, id, Save));
        stripe.MapGet("/v1/customers/{id}/payment_methods", (HttpContext http, string id) => Customer(http, ListMethods, id, (call, _) =>
            expansion.List(call, books.Methods.NewestFirst().Where(m => m.Wire.Customer == id).Select(m => m.Wire), row => ((PaymentMethod)row).Id,
                $"/v1/customers/{id}/payment_methods")));
        stripe.MapPost("/v1/payment_methods", (HttpContext http) => door.AnswerAsync(http, CreateMethod, call => new(CreateCard(call))));
        stripe.MapGet("/v1/payment_methods/{id}", (HttpContext http, string id) => Method(http, RetrieveMethod, id, (_, found) => StripeReply.Ok(found.Wire)));
        stripe.MapPost("/v1/payment_methods/{id}/attach", (HttpContext http, string id) => Method(http, AttachMethod, id, Attach));
        stripe.MapPost("/v1/payment_methods/{id}/detach", (HttpContext http, string id) => Method(http, DetachMethod, id, Detach));
    }

    private StripeReply Create(StripeCall call) =>
        Save(call, new(new() { Id = Ids.Random("cus_", 14), Created = call.Now.ToUnixTimeSeconds() }, call.Account));

    private StripeReply Save(StripeCall call, StoredCustomer before)
    {
        var form = call.Form;
        var after = before.Wire with
        {
            Email = form.Has("email") ? form.Text("email", 512) : before.Wire.Email,
            Name = form.Has("name") ? form.Text("name", 256) : before.Wire.Name,
            Phone = form.Has("phone") ? form.Text("phone", 20) : before.Wire.Phone,
            Description = form.Has("description") ? form.Text("description") : before.Wire.Description,
            Metadata = form.Metadata(before.Wire.Metadata),
        };
        if (form.Error is { } error) return StripeReply.Refused(error);
        var happened = new Happening(books.Customers.Find(after.Id) is null ? "customer.created" : "customer.updated", after);
        return books.Commit(call, StripeReply.Ok(after), books.Put(before with { Wire = after }), [happened]);
    }

    private StripeReply CreateCard(StripeCall call)
    {
        if (call.Form.Text("type") is not (null or "card")) call.Form.Refuse("Only cards work here.", null, "type");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        var (method, refusal) = cards.Take(call);
        return refusal ?? (method is null ? StripeReply.Refused(StripeError.Missing("card")) : StripeReply.Ok(method.Wire));
    }

    private StripeReply Attach(StripeCall call, StoredMethod method)
    {
        var customer = call.Form.RequiredText("customer");
        if (call.Form.Error is null && books.Customer(customer, call.Account) is null)
            call.Form.Refuse($"No such customer: '{customer}'", "resource_missing", "customer");
        if (call.Form.Error is { } error) return StripeReply.Refused(error);
        return Keep(call, method, customer, "payment_method.attached");
    }

    private StripeReply Detach(StripeCall call, StoredMethod method) => method.Wire.Customer is null
        ? StripeReply.Refused(StripeError.Invalid("The payment method you provided is not attached to a customer so detachment is impossible."))
        : Keep(call, method, null, "payment_method.detached");

    private StripeReply Keep(StripeCall call, StoredMethod method, string? customer, string happened)
    {
        var after = method with { Wire = method.Wire with { Customer = customer } };
        return books.Commit(call, StripeReply.Ok(after.Wire), books.Put(after), [new(happened, after.Wire)]);
    }

    private Task Customer(HttpContext http, StripeEndpoint endpoint, string id, Func<StripeCall, StoredCustomer, StripeReply> act) =>
        door.AnswerAsync(http, endpoint, call => new(books.Customer(id, call.Account) is { } found
            ? act(call, found)
            : StripeReply.Refused(StripeError.NotFound("customer", id, "id"))));

    private Task Method(HttpContext http, StripeEndpoint endpoint, string id, Func<StripeCall, StoredMethod, StripeReply> act) =>
        door.AnswerAsync(http, endpoint, call =>
        {
            // A test alias makes a new method at each use, as it does with Stripe.
            if (TestCards.Alias(id) is not null)
            {
                call.Form.Stand("payment_method", id);
                var (made, refusal) = cards.Take(call);
                return new(refusal ?? act(call, made!));
            }

            return new(books.Methods.Find(id) is { } found && found.Account == call.Account
                ? act(call, found)
                : StripeReply.Refused(StripeError.NotFound("PaymentMethod", id, "payment_method")));
        });
}
