using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// What people do elsewhere: pay a voucher at a counter, tell Stripe about their business on its own pages, take a payment to the bank.
/// The pages for it, and the same by <c>_sim/</c>.
/// </summary>
internal sealed class OutsidePages(StripeBooks books, IntentDesk desk)
{
    public void Map(RouteGroupBuilder stripe)
    {
        foreach (var file in (string[])["konbini.js", "onboarding.js", "outside.css"])
            stripe.MapGet("/v3/" + file, (HttpContext http) => EmbeddedPages.Serve("stripe/" + file, http));

        stripe.MapGet("/konbini/{token}", (HttpContext http, string token) =>
            OfVoucher(token) is null ? Results.NotFound() : EmbeddedPages.Serve("stripe/konbini.html", http));
        stripe.MapGet("/konbini/{token}/voucher", (string token) => OfVoucher(token) is { } slot ? Results.Ok(Shown(slot.File)) : Results.NotFound());
        stripe.MapPost("/konbini/{token}", (string token, CounterVisit visit) => PayAsync(OfVoucher(token), visit.Chain));
        stripe.MapGet("/onboarding/{token}", (HttpContext http, string token) =>
            OfLink(token) is null ? Results.NotFound() : EmbeddedPages.Serve("stripe/onboarding.html", http));
        stripe.MapPost("/onboarding/{token}", (string token) => OnboardAsync(token));

        var sim = stripe.MapGroup("/_sim");
        sim.MapPost("/intents/{id}/pay-voucher", (string id) => PayAsync(books.Intents.Find(id), "lawson"));
        sim.MapPost("/intents/{id}/dispute", (string id, DisputeAsk ask) =>
            HappenAsync(books.Intents.Find(id), (file, now) => DisputeRules.Open(file, ask.Reason ?? "fraudulent", now)));
        sim.MapPost("/intents/{id}/dispute/{status}", (string id, string status) => status is "under_review" or "won" or "lost"
            ? HappenAsync(books.Intents.Find(id), (file, _) => DisputeRules.Move(file, status))
            : Task.FromResult(Results.BadRequest()));
        sim.MapPost("/accounts/{id}/complete", (string id) => ChangeAsync(id, AccountRules.Complete));
        sim.MapPost("/accounts/{id}/restrict", (string id, RestrictAsk ask) => ChangeAsync(id, account => AccountRules.Restrict(account, [.. ask.Due])));
    }

    private Task<IResult> PayAsync(IntentSlot? slot, string chain) => HappenAsync(slot, (file, now) => KonbiniRules.Paid(file, chain, now));

    private async Task<IResult> HappenAsync(IntentSlot? slot, Func<IntentFile, DateTimeOffset, Step> rule)
    {
        if (slot is null) return Results.NotFound();
        var error = desk.Happen(slot, rule);
        await books.Log.FlushedAsync();
        return error is null ? Results.Ok(new { slot.File.Intent.Id, slot.File.Intent.Status }) : Results.Conflict(new { error.Code, error.Message });
    }

    /// <summary>The link is used up by its first answer; after it ran out the owner is sent back for a new one.</summary>
    private async Task<IResult> OnboardAsync(string token)
    {
        if (OfLink(token) is not { Link: { } link } found) return Results.NotFound();
        if (link.Until <= books.Clock.GetUtcNow()) return Results.Ok(new { location = link.RefreshUrl });
        Store(found with { Wire = AccountRules.Complete(found.Wire), Link = null });
        await books.Log.FlushedAsync();
        return Results.Ok(new { location = link.ReturnUrl });
    }

    private async Task<IResult> ChangeAsync(string id, Func<Account, Account> change)
    {
        if (books.Accounts.Find(id) is not { } found) return Results.NotFound();
        Store(found with { Wire = change(found.Wire) });
        await books.Log.FlushedAsync();
        return Results.Ok(books.Accounts.Find(id)!.Wire);
    }

    // Events of a connected account name it, and go to the platform's Connect endpoint.
    private void Store(StoredAccount account) => books.Commit(
        null, StripeReply.Ok(account.Wire), books.Put(account), [new("account.updated", account.Wire)], AccountName.Of(account.Platform, account.Wire.Id));

    private static object Shown(IntentFile file)
    {
        var details = file.Intent.NextAction!.KonbiniDisplayDetails!;
        return new { file.Intent.Amount, details.ExpiresAt, details.Stores };
    }

    private IntentSlot? OfVoucher(string token)
    {
        var cut = token.LastIndexOf('_');
        return cut > 0 && books.Intents.Find(token[..cut]) is { File.Voucher: { } open } slot && open.Token == token ? slot : null;
    }

    private StoredAccount? OfLink(string token)
    {
        var cut = token.LastIndexOf('_');
        return cut > 0 && books.Accounts.Find(token[..cut]) is { Link: { } open } found && open.Token == token ? found : null;
    }
}

internal sealed record CounterVisit(string Chain);

internal sealed record DisputeAsk(string? Reason);

internal sealed record RestrictAsk(string[] Due);
