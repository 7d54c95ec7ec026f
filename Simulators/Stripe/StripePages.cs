using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// What a browser gets from Stripe: stripe.js, the hosted card form in its frame, and the bank's page for 3-D Secure. Card data is typed
/// into the simulator's page and posted to the simulator, never to the shop.
/// </summary>
internal sealed class StripePages(StripeBooks books, IntentDesk desk)
{
    public void Map(RouteGroupBuilder stripe)
    {
        foreach (var file in (string[])["stripe.js", "card.html", "card.js", "card.css", "challenge.js", "challenge.css"])
            stripe.MapGet("/v3/" + file, (HttpContext http) => EmbeddedPages.Serve("stripe/" + file, http));

        stripe.MapGet("/v3/cards.json", () => new
        {
            expiry = $"12 / {(books.Clock.GetUtcNow().Year + 5) % 100:00}",
            cards = TestCards.All.Select(c => new { c.Number, c.Label, c.Brand }),
        });
        stripe.MapGet("/3ds/{token}", (HttpContext http, string token) =>
            Find(token) is null ? Results.NotFound() : EmbeddedPages.Serve("stripe/challenge.html", http));
        stripe.MapGet("/3ds/{token}/payment", (string token) => Find(token) is { } slot
            ? Results.Ok(new { slot.File.Intent.Amount, slot.File.Method!.Wire.Card!.Last4 })
            : Results.NotFound());
        stripe.MapPost("/3ds/{token}", AnswerAsync);
    }

    private async Task<IResult> AnswerAsync(string token, ChallengeAnswer answer)
    {
        if (Find(token) is not { } slot) return Results.NotFound();
        var returnUrl = slot.File.Challenge?.ReturnUrl;
        desk.Answer(slot, answer.Approved);
        await books.Log.FlushedAsync();
        var intent = slot.File.Intent;
        return Results.Ok(new
        {
            intent.Id,
            intent.Status,
            location = returnUrl is null ? null : QueryHelpers.AddQueryString(returnUrl, new Dictionary<string, string?>
            {
                ["payment_intent"] = intent.Id,
                ["payment_intent_client_secret"] = intent.ClientSecret,
                ["redirect_status"] = intent.Status is IntentStatus.Succeeded or IntentStatus.RequiresCapture ? "succeeded" : "failed",
            }),
        });
    }

    // The token names its intent, so no second table has to be kept: "{intent}_{secret}".
    private IntentSlot? Find(string token)
    {
        var cut = token.LastIndexOf('_');
        return cut > 0 && books.Intents.Find(token[..cut]) is { File.Challenge: { } open } slot && open.Token == token ? slot : null;
    }
}

internal sealed record ChallengeAnswer(bool Approved);
