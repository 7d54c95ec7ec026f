using Commerce.Stock;
using Commerce.Web.Customers;

namespace Commerce.Web.Stock;

/// <summary>Judges at the gate whether it is worth asking the stock.</summary>
internal sealed class EdgeGate(StockGates gates, CustomerSegments segments, TimeProvider clock)
{
    /// <summary>Waits for nothing while the stock may grant; whoever would be refused travels with all others in one shared call.</summary>
    public async ValueTask<Passage> JudgeAsync(string shop, string key, HoldRequest ask)
    {
        var gate = gates.Of(key);
        if (gate.Last is { } last)
        {
            var passed = await JudgeAsync(shop, last.Stock, ask);
            if (passed.Refused is null || (last.IsFresh && StockGate.IsUntouched(last.Stock))) return passed;
        }

        // Sold out, paused, over: the stock may still have granted this very hold, and its answer got lost.
        if (gate.Recognise(ask.HoldId) is not { } asked) return Passage.Busy;
        var seen = await asked;
        var judged = await JudgeAsync(shop, seen.Stock, ask);
        return seen.Known ? judged with { Refused = null } : judged;
    }

    private async ValueTask<Passage> JudgeAsync(string shop, StockView stock, HoldRequest ask)
    {
        var known = stock.Terms.IsEarly(clock.GetUtcNow()) ? await segments.OfAsync(shop, ask.CustomerId) : [];
        return new(Refuse(stock, ask, known), known);
    }

    private GateRefusal? Refuse(StockView stock, HoldRequest ask, ImmutableArray<string> known) =>
        StockGate.Refuse(stock, ask.Quantity, known, clock.GetUtcNow()) is { } refusal
            ? new(refusal with { Subject = stock.Sku }, ask.Quantity, stock.At)
            : null;
}

/// <param name="Refused">Null: the stock is to be asked.</param>
/// <param name="Segments">The shopper's, where they matter.</param>
internal readonly record struct Passage(GateRefusal? Refused, ImmutableArray<string> Segments, bool IsBusy = false)
{
    public static readonly Passage Busy = new(null, [], IsBusy: true);
}
