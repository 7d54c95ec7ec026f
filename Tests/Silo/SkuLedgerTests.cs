using Commerce.Silo.Audit;
using Commerce.Stock;

namespace Commerce.Tests.Silo;

/// <summary>The audit's own count finds every entry that could not have come from a sound shop.</summary>
public sealed class SkuLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly SkuLedger _ledger = new("shop/P4");
    private long _sequence;

    public SkuLedgerTests()
    {
        Take(new(0, StockEntryKind.Adjusted, Noon, "supply", Quantity: 3, Detail: StockDetails.Of(Actor.System)));
        var terms = new SaleTerms { Version = 1, Opens = Noon, Closes = Noon.AddHours(1), PerOrder = 2, PerPerson = 2 };
        Take(new(0, StockEntryKind.TermsSet, Noon, Detail: StockDetails.Of(terms, new("owner", "sale"))));
        Take(Held("order-1", "hanako"));
    }

    [Fact]
    public void A_whole_life_of_holds_is_sound()
    {
        Take(Held("order-2", "taro", 2));
        Take(Refused("order-3", "jiro", Reason.SoldOut));
        Take(Of(StockEntryKind.Extended, "order-1", until: Noon.AddMinutes(20)));
        Take(Of(StockEntryKind.Committed, "order-1"));
        Take(Of(StockEntryKind.Expired, "order-2", 10));
        Take(Of(StockEntryKind.Returned, "order-1", 11));
        Take(Held("cart-1", "hanako", 2, 12));
        Take(Of(StockEntryKind.Released, "cart-1", 12));
        Take(Held("order-4", "hanako", 2, 12));

        Assert.Empty(_ledger.Findings);
        Assert.Equal((3, 1, 2, 0), (_ledger.Supply, _ledger.Free, _ledger.Held, _ledger.Sold));
    }

    [Fact]
    public void One_unit_too_many_is_found() => Finds("oversold", Held("order-2", "taro", 2), Held("order-3", "jiro"));

    [Fact]
    public void A_hold_granted_twice_is_found() => Finds("granted twice", Held("order-1", "hanako"));

    [Fact]
    public void More_than_an_order_may_have_is_found() => Finds("cap of 2 per order", Held("order-2", "taro", 3));

    [Fact]
    public void More_than_a_person_may_have_is_found() => Finds("cap of 2 per person: hanako has 1", Held("order-2", "hanako", 2));

    [Fact]
    public void A_hold_before_the_sale_is_found() => Finds("before the sale opened", Held("order-2", "taro", minutes: -1));

    [Fact]
    public void A_hold_at_the_end_of_the_sale_is_found() => Finds("after the sale closed", Held("order-2", "taro", minutes: 60));

    [Fact]
    public void A_hold_during_a_pause_is_found() => Finds("during a pause", Of(StockEntryKind.Paused, ""), Held("order-2", "taro"));

    [Fact]
    public void A_hold_that_ends_twice_is_found() =>
        Finds("Released of hold order-1, which is Sold", Of(StockEntryKind.Committed, "order-1"), Of(StockEntryKind.Released, "order-1"));

    [Fact]
    public void A_hold_that_never_was_is_found() => Finds("which never was", Of(StockEntryKind.Committed, "order-9"));

    [Fact]
    public void A_hold_that_expired_before_its_end_is_found() => Finds("before its end", Of(StockEntryKind.Expired, "order-1", 9));

    [Fact]
    public void A_hold_extended_twice_is_found() => Finds("extended twice",
        Of(StockEntryKind.Extended, "order-1", until: Noon.AddMinutes(20)), Of(StockEntryKind.Extended, "order-1", until: Noon.AddMinutes(30)));

    [Fact]
    public void Sold_out_while_a_unit_is_free_is_found() => Finds("heard 'sold out' for 1 while 2 were free", Refused("order-2", "taro", Reason.SoldOut));

    [Fact]
    public void A_cap_that_was_not_reached_is_found() => Finds("refused by the cap of 2", Refused("order-2", "hanako", Reason.OverPersonCap));

    private static StockEntry Held(string id, string customer, int units = 1, int minutes = 0) =>
        new(0, StockEntryKind.Held, Noon.AddMinutes(minutes), id, customer, units, Noon.AddMinutes(minutes + 10));

    private static StockEntry Refused(string id, string customer, Reason reason) => new(0, StockEntryKind.Refused, Noon, id, customer, 1, Reason: reason);

    private static StockEntry Of(StockEntryKind kind, string id, int minutes = 0, DateTimeOffset? until = null) =>
        new(0, kind, Noon.AddMinutes(minutes), id, Until: until);

    private void Take(StockEntry entry) => _ledger.Take(entry with { Sequence = ++_sequence });

    private void Finds(string what, params StockEntry[] entries)
    {
        foreach (var entry in entries) Take(entry);
        Assert.Contains(_ledger.Findings, finding => finding.What.Contains(what, StringComparison.Ordinal));
    }
}
