using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>What shipping many parcels would do, line by line; nothing is done. Each order is asked, not the list of orders.</summary>
internal static class ParcelCheckEndpoint
{
    public static async Task<Results<Ok<ParcelCheckJson>, Problem>> Check(
        string shop, Body<ParcelCheckBody> body, StaffPerson person, OrderQueries orders, IGrainFactory grains, HttpContext context)
    {
        var lines = ParcelLines.Read(body.Value.Lines);
        if (lines.Length > BulkEndpoints.Most) return Problems.From(new Refusal(Reason.TooMany, Limit: BulkEndpoints.Most));

        var ids = await orders.IdsAsync(shop, [.. lines.Select(line => line.Number).Distinct()], context.RequestAborted);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var again = lines.Select(line => !seen.Add(line.Number)).ToArray();
        var parcels = new List<CheckedParcelJson>(lines.Length);
        foreach (var some in lines.Zip(again).Chunk(BulkEndpoints.AtOnce)) parcels.AddRange(await Task.WhenAll(some.Select(line => OneAsync(line.First, line.Second))));
        return TypedResults.Ok(new ParcelCheckJson([.. parcels]));

        async Task<CheckedParcelJson> OneAsync(ParcelLine line, bool isAgain)
        {
            if (line.TrackingNumber is not { } tracking) return Refused(line, null, new Problem(Sentences.LineUnreadable));
            if (isAgain) return Refused(line, null, new Problem(Sentences.OrderTwice));
            if (!ids.TryGetValue(line.Number, out var id)) return Refused(line, null, Problems.From(Reason.UnknownOrder));
            var reply = await grains.GetGrain<IOrderGrain>(Keys.Of(shop, id)).CheckShip(new(body.Value.Carrier, tracking, person.Because("")));
            if (reply.Refused is { } refused) return Refused(line, reply.Order, Problems.From(refused));
            return new(line.Line, line.Number, tracking, id, To(reply.Order), Units(reply.Order), reply.Already ? ParcelOutcome.Already : ParcelOutcome.Ships, null);
        }

        CheckedParcelJson Refused(ParcelLine line, OrderView? order, Problem why) => new(
            line.Line, line.Number, line.TrackingNumber, order?.OrderId, To(order), [], ParcelOutcome.Refused, why.ToJson(context.ShopZone()));
    }

    private static string? To(OrderView? order) => order?.Recipient.Name;

    private static NamedUnitsJson[] Units(OrderView? order) => order is null ? [] :
    [
        .. order.ToSend.Select(units => new NamedUnitsJson(
            order.Quote.Lines.FirstOrDefault(line => line.Sku == units.Sku)?.Name ?? units.Sku, units.Quantity)),
    ];
}

/// <param name="Lines">Order number and tracking number in each line, apart by tab or comma; at most 1,000 lines.</param>
internal sealed record ParcelCheckBody(string Carrier, string Lines);

/// <param name="Parcels">One for each line that is not empty, in their order.</param>
internal sealed record ParcelCheckJson(CheckedParcelJson[] Parcels);

/// <param name="Line">Which line of the text, from 1.</param>
/// <param name="To">The recipient's name.</param>
/// <param name="Units">What would be in the parcel.</param>
/// <param name="Problem">Why it would be refused.</param>
internal sealed record CheckedParcelJson(
    int Line, string Number, string? TrackingNumber, string? OrderId, string? To, NamedUnitsJson[] Units, ParcelOutcome Outcome, ProblemJson? Problem);

internal sealed record NamedUnitsJson(string Name, int Quantity);

internal enum ParcelOutcome { Unknown = 0, Ships = 1, Already = 2, Refused = 3 }
