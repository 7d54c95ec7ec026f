using System.Collections.Immutable;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/accounts</c> and <c>/v1/account_links</c> (API reference, "Accounts", "Account Links").</summary>
internal sealed class AccountEndpoints(StripeBooks books, StripeFrontDoor door)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    private static readonly string[] Fields =
        ["email", "business_type", "metadata", "metadata[*]", "capabilities[*]", "business_profile[*]", "settings[*]"];

    private static readonly StripeEndpoint CreateAccount = new("accounts.create", [.. Fields, "type", "country", "controller[*]", "default_currency"]);
    private static readonly StripeEndpoint UpdateAccount = new("accounts.update", Fields);
    private static readonly StripeEndpoint RetrieveAccount = new("accounts.retrieve", []);
    private static readonly StripeEndpoint CreateLink =
        new("account_links.create", ["account", "type", "refresh_url", "return_url", "collect", "collection_options[*]"]);

    public void Map(RouteGroupBuilder stripe)
    {
        stripe.MapPost("/v1/accounts", (HttpContext http) => door.AnswerAsync(http, CreateAccount, call => new(Create(call))));
        stripe.MapGet("/v1/accounts/{id}", (HttpContext http, string id) => Find(http, RetrieveAccount, id, (_, found) => StripeReply.Ok(found.Wire)));
        stripe.MapPost("/v1/accounts/{id}", (HttpContext http, string id) => Find(http, UpdateAccount, id, Update));
        stripe.MapPost("/v1/account_links", (HttpContext http) => door.AnswerAsync(http, CreateLink, call => new(Link(call))));
    }

    private StripeReply Create(StripeCall call)
    {
        var form = call.Form;
        var type = form.OneOf("type", "express", "standard", "custom");
        if (type is null && !form.HasBelow("controller")) form.Refuse("Missing required param: type.", "parameter_missing", "type");
        var account = new Account
        {
            Id = Ids.Random("acct_1", 16),
            BusinessType = form.OneOf("business_type", "individual", "company", "non_profit", "government_entity"),
            Capabilities = new(Asked(form, "card_payments"), Asked(form, "konbini_payments"), Asked(form, "transfers")),
            Country = form.Text("country", 2) ?? "JP",
            Created = call.Now.ToUnixTimeSeconds(),
            Email = form.Text("email", 512),
            Metadata = form.Metadata(ImmutableSortedDictionary<string, string>.Empty),
            Requirements = AccountRules.NothingGiven,
            Type = type ?? "none",
        };
        if (form.Error is { } error) return StripeReply.Refused(error);
        return books.Commit(call, StripeReply.Ok(account), books.Put(new StoredAccount(account, call.Account)), []);
    }

    private StripeReply Update(StripeCall call, StoredAccount found)
    {
        var form = call.Form;
        var after = found.Wire with { Email = form.Text("email", 512) ?? found.Wire.Email, Metadata = form.Metadata(found.Wire.Metadata) };
        if (form.Error is { } error) return StripeReply.Refused(error);
        return books.Commit(call, StripeReply.Ok(after), books.Put(found with { Wire = after }), [new("account.updated", after)]);
    }

    private StripeReply Link(StripeCall call)
    {
        var form = call.Form;
        var id = form.RequiredText("account");
        form.OneOf("type", "account_onboarding", "account_update");
        var (type, back, again) = (form.RequiredText("type"), form.RequiredText("return_url"), form.RequiredText("refresh_url"));
        var found = books.Account(id, call.Account);
        if (form.Error is null && found is null) form.Refuse($"No such account: '{id}'", "resource_missing", "account");
        if (type == "account_update") form.Refuse("account_update is only for accounts whose requirements the platform collects.", null, "type");
        if (form.Error is { } error) return StripeReply.Refused(error);

        var link = new OpenLink(Ids.Random(id + "_", 24), back, again, call.Now + LinkLife);
        var shown = new AccountLink(call.Now.ToUnixTimeSeconds(), link.Until.ToUnixTimeSeconds(), $"{call.OnboardingBase}/{link.Token}");
        return books.Commit(call, StripeReply.Ok(shown), books.Put(found! with { Link = link }), []);
    }

    private static string? Asked(StripeForm form, string capability) =>
        form.Flag($"capabilities[{capability}][requested]") ? "inactive" : null;

    private Task Find(HttpContext http, StripeEndpoint endpoint, string id, Func<StripeCall, StoredAccount, StripeReply> act) =>
        door.AnswerAsync(http, endpoint, call => new(books.Account(id, call.Account) is { } found
            ? act(call, found)
            : StripeReply.Refused(StripeError.Invalid($"The provided key does not have access to account '{id}' (or that account does not exist).", "account_invalid"), 403)));
}
