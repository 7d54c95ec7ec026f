using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Stripe;

/// <summary><c>/v1/events</c> (API reference, "Events"): what the webhooks told, for closing gaps.</summary>
internal sealed class EventEndpoints(StripeBooks books, StripeFrontDoor door, Expansion expansion)
{
    private static readonly StripeEndpoint ListEvents = new("events.list",
        ["type", "types[]", "limit", "starting_after", "ending_before", "created[gte]", "created[gt]", "created[lte]", "created[lt]", "delivery_success"]);

    private static readonly StripeEndpoint RetrieveEvent = new("events.retrieve", []);

    public void Map(RouteGroupBuilder stripe)
    {
        stripe.MapGet("/v1/events", (HttpContext http) => door.AnswerAsync(http, ListEvents, call => new(List(call))));
        stripe.MapGet("/v1/events/{id}", (HttpContext http, string id) => door.AnswerAsync(http, RetrieveEvent, call =>
            new(books.Events.Find(id) is { } found && found.Account == call.Account
                ? StripeReply.Ok(Show(found))
                : StripeReply.Refused(StripeError.NotFound("event", id, "id")))));
    }

    private StripeReply List(StripeCall call)
    {
        var type = call.Form.Text("type");
        var types = call.Form.List("types");
        var rows = books.Events.NewestFirst()
            .Where(e => e.Account == call.Account && (type is null || e.Type == type) && (types.IsEmpty || types.Contains(e.Type)))
            .Where(e => Window.Holds(call.Form, e.Created))
            .Select(Show);
        return expansion.List(call, rows, row => ((JsonObject)row)["id"]!.GetValue<string>(), "/v1/events");
    }

    private static object Show(StoredEvent stored)
    {
        var shown = JsonSerializer.Deserialize<JsonObject>(stored.Json)!;
        shown["pending_webhooks"] = stored.Pending ? 1 : 0;
        return shown;
    }
}
