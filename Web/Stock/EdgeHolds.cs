using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>
/// Holds that shoppers ask for: refused here when that is certain, else asked of the stock together with all others. What the stock may
/// have answered before is never refused here, so a retry always gets its own answer.
/// </summary>
internal sealed class EdgeHolds(EdgeGate gate, StockDoor door, HoldOutcomes outcomes, EdgeRefusals refusals)
{
    /// <param name="sku">Of a product that exists.</param>
    /// <param name="key">The shopper's key: the same one is the same hold.</param>
    public async Task<EdgeAnswer> HoldAsync(string shop, string customerId, string sku, string key, int quantity)
    {
        var ask = new HoldRequest(CustomerHold.IdOf(shop, customerId, sku, key), customerId, quantity);
        if (quantity < 1) return new(ask.HoldId, new(Reason.BadQuantity, sku));

        var stock = Keys.Of(shop, sku);
        if (outcomes.IsOnItsWay(ask.HoldId)) return await AskAsync(stock, ask);
        if (outcomes.Earlier(ask.HoldId) is { } earlier && earlier.Quantity == quantity) return Refused(ask, earlier);

        var passed = await gate.JudgeAsync(shop, stock, ask);
        if (passed.IsBusy) return EdgeMetrics.Busy("gate");
        if (passed.Refused is not { } refused) return await AskAsync(stock, ask with { Segments = passed.Segments });

        outcomes.Refused(ask.HoldId, refused);
        refusals.Count(stock, refused.Refusal.Reason);
        EdgeMetrics.Refused(refused.Refusal.Reason);
        return Refused(ask, refused);
    }

    private async Task<EdgeAnswer> AskAsync(string stock, HoldRequest ask)
    {
        outcomes.Asked(ask.HoldId);
        try
        {
            if (door.TryHold(stock, ask) is not { } asked) return EdgeMetrics.Busy("door");
            var reply = await asked;
            return new(ask.HoldId, reply.Refused is { } refused ? refused with { Subject = Keys.Rest(stock) } : null, reply.HeldUntil, reply.Version);
        }
        catch (StockJournalException full) when (full.Overloaded)
        {
            return EdgeMetrics.Busy("journal");   // told often: not as a failure
        }
        finally
        {
            outcomes.Answered(ask.HoldId);
        }
    }

    private static EdgeAnswer Refused(HoldRequest ask, GateRefusal refused) => new(ask.HoldId, refused.Refusal, AsOf: refused.AsOf);
}

/// <param name="AsOf">When (UTC) the stock stood so, for a refusal that it was not asked for.</param>
/// <param name="IsBusy">Too many ask: nothing was asked of the stock, nothing has happened.</param>
internal sealed record EdgeAnswer(
    string HoldId, Refusal? Refused, DateTimeOffset? HeldUntil = null, long Version = 0, DateTimeOffset? AsOf = null, bool IsBusy = false)
{
    public static readonly EdgeAnswer Busy = new("", null, IsBusy: true);
}
