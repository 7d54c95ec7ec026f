using Commerce.Proofs.History;
using Commerce.Stock;
using static Commerce.Tests.Proofs.History;

namespace Commerce.Tests.Proofs;

/// <summary>One tiny bad history per promise: the checker names it. A checker that finds nothing proves nothing.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_good_history_breaks_no_promise()
    {
        var sale = new History(supply: 2);
        var hanako = sale.Held("order-1", "hanako");
        sale.Repeats(new(AskKind.Hold, "order-1", 99) { CustomerId = "hanako", Quantity = 1 });
        sale.Held("order-2", "taro");
        sale.Refused("order-3", "jiro", Reason.SoldOut);
        sale.Ended(StockEntryKind.Committed, "order-1");
        sale.Happened(StockEntryKind.Expired, "order-2", at: FiveMinutes);
        sale.Held("order-4", "jiro", at: FiveMinutes);
        sale.Ended(StockEntryKind.Returned, "order-1", at: FiveMinutes);
        sale.Asks(AskKind.Look, "look").View = View(sequence: 9, supply: 2, held: 1, sold: 0);

        Assert.NotNull(hanako.Until);
        Assert.Empty(sale.Broken);
    }

    [Fact]
    public void One_unit_too_many_is_found()
    {
        var sale = new History(supply: 1);
        sale.Held("order-1", "hanako");
        sale.Held("order-2", "taro");

        Assert.Equal([Promise.Oversold], sale.Broken);
    }

    [Fact]
    public void Sold_out_while_a_unit_was_free_is_found()
    {
        var sale = new History(supply: 2);
        sale.Held("order-1", "hanako");
        sale.Refused("order-2", "taro", Reason.SoldOut);

        Assert.Equal([Promise.Undersold], sale.Broken);
    }

    [Theory]
    [InlineData(3, Promise.Undersold)]
    [InlineData(4, null)]
    [InlineData(99, Promise.Lost)]
    public void Sold_out_from_a_gate_is_judged_by_the_entry_it_was_answered_from(int entry, object? broken)
    {
        var sale = new History(supply: 2);
        sale.Held("order-1", "hanako");
        sale.Held("order-2", "taro");
        var gate = sale.Asks(AskKind.Hold, "order-3", "jiro", 1);
        (gate.Outcome, gate.Reason, gate.AsOf) = (Outcome.Refused, Reason.SoldOut, entry);

        Assert.Equal(broken is null ? [] : [(Promise)broken], sale.Broken);
    }

    [Fact]
    public void An_answer_without_its_entry_is_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Loses(1);

        Assert.Equal([Promise.Lost], sale.Broken);
    }

    [Fact]
    public void A_refusal_without_its_entry_is_found()
    {
        var sale = new History(supply: 1);
        sale.Held("order-1", "hanako");
        sale.Refused("order-2", "taro", Reason.SoldOut);
        sale.Loses(1);

        Assert.Equal([Promise.Lost], sale.Broken);
    }

    [Fact]
    public void An_entry_that_nobody_asked_for_is_found()
    {
        var sale = new History();
        sale.Happened(StockEntryKind.Held, "order-1", "hanako", 1, until: Noon + FiveMinutes);

        Assert.Equal([Promise.Unasked], sale.Broken);
    }

    [Fact]
    public void An_entry_of_other_units_than_were_asked_for_is_found()
    {
        var sale = new History();
        sale.Asks(AskKind.Hold, "order-1", "hanako", 1);
        sale.Happened(StockEntryKind.Held, "order-1", "hanako", 2, until: Noon + FiveMinutes);

        Assert.Equal([Promise.Unasked], sale.Broken);
    }

    [Fact]
    public void A_missing_entry_in_between_is_found()
    {
        var sale = new History();
        sale.Refused("order-1", "hanako", Reason.SoldOut, quantity: 11).Outcome = Outcome.Unknown;
        sale.Held("order-2", "hanako");
        sale.Removes(3);

        Assert.Equal([Promise.Gap], sale.Broken);
    }

    [Fact]
    public void One_key_held_twice_is_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Held("order-1", "hanako");

        Assert.Equal([Promise.TwoOutcomes], sale.Broken);
    }

    [Fact]
    public void One_key_with_two_answers_is_found()
    {
        var sale = new History(supply: 1);
        sale.Held("order-1", "hanako");
        sale.Refused("order-2", "taro", Reason.SoldOut);
        sale.Repeats(new(AskKind.Hold, "order-2", 50)
        {
            CustomerId = "taro",
            Quantity = 1,
            Answered = 51,
            Outcome = Outcome.Refused,
            Reason = Reason.SaleOver,
        });

        Assert.Equal([Promise.Lost, Promise.TwoOutcomes], sale.Broken);
    }

    [Fact]
    public void A_refused_key_that_is_granted_at_once_is_found()
    {
        var sale = new History(supply: 1);
        sale.Held("order-1", "hanako");
        sale.Refused("order-2", "taro", Reason.SoldOut);
        sale.Ended(StockEntryKind.Released, "order-1");
        sale.Held("order-2", "taro");

        Assert.Equal([Promise.TwoOutcomes], sale.Broken);
    }

    [Fact]
    public void An_adjustment_made_twice_is_found()
    {
        var sale = new History();
        sale.Happened(StockEntryKind.Adjusted, "supply", quantity: 10);

        Assert.Equal([Promise.TwoOutcomes], sale.Broken);
    }

    [Fact]
    public void More_in_one_order_than_its_cap_is_found()
    {
        var sale = new History(terms: TwoEach with { PerPerson = null });
        sale.Held("order-1", "hanako", quantity: 3);

        Assert.Equal([Promise.OverOrderCap], sale.Broken);
    }

    [Fact]
    public void More_for_one_person_than_the_cap_is_found_over_all_orders()
    {
        var sale = new History();
        sale.Held("order-1", "hanako", quantity: 2);
        sale.Ended(StockEntryKind.Committed, "order-1");
        sale.Held("order-2", "hanako");

        Assert.Equal([Promise.OverPersonCap], sale.Broken);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1799, false)]
    [InlineData(1800, true)]
    public void A_grant_outside_the_window_is_found(int second, bool found)
    {
        var sale = new History();
        sale.Held("order-1", "hanako", at: TimeSpan.FromSeconds(second));

        Assert.Equal(found ? [Promise.OutsideWindow] : [], sale.Broken);
    }

    [Theory]
    [InlineData("gold", -600, false)]
    [InlineData("gold", -601, true)]
    [InlineData("silver", -600, true)]
    public void Early_access_is_for_its_segment_and_its_minutes(string segment, int second, bool found)
    {
        var sale = new History(terms: TwoEach with { Early = new("gold", 10) });
        sale.Repeats(new(AskKind.Hold, "order-1", 0) { CustomerId = "hanako", Quantity = 1, Segments = [segment] });
        sale.Held("order-1", "hanako", at: TimeSpan.FromSeconds(second));

        Assert.Equal(found ? [Promise.OutsideWindow] : [], sale.Broken);
    }

    [Theory]
    [InlineData(CapPeriod.Lifetime, 1, true)]
    [InlineData(CapPeriod.Sale, 1, true)]
    [InlineData(CapPeriod.Sale, 2, false)]
    [InlineData(CapPeriod.Days, 1, false)]
    public void The_cap_counts_what_its_period_says(CapPeriod period, int sale, bool found)
    {
        var yearAround = TwoEach with { Opens = null, Closes = null, Period = period, PeriodDays = 7, Sale = 1 };
        var history = new History(terms: yearAround);
        history.Held("order-1", "hanako", quantity: 2);
        history.Ended(StockEntryKind.Committed, "order-1");
        history.Happened(StockEntryKind.TermsSet, detail: StockDetails.Of(yearAround with { Version = 2, Sale = sale }, new("owner", "")));
        history.Held("order-2", "hanako", at: TimeSpan.FromDays(7));

        Assert.Equal(found ? [Promise.OverPersonCap] : [], history.Broken);
    }

    [Fact]
    public void An_edit_of_settings_that_had_changed_is_found()
    {
        var sale = new History();
        sale.Happened(StockEntryKind.Paused);
        sale.Repeats(new(AskKind.Adjust, "more", 3) { Quantity = 5, ExpectedVersion = 2 });
        sale.Happened(StockEntryKind.Adjusted, "more", quantity: 5);

        Assert.Equal([Promise.LostUpdate], sale.Broken);
    }

    [Fact]
    public void Nothing_held_to_somebody_who_holds_is_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        var commit = sale.Asks(AskKind.Commit, "order-1");
        (commit.Outcome, commit.Reason) = (Outcome.Refused, Reason.NothingHeld);

        Assert.Equal([Promise.Lost], sale.Broken);
    }

    [Fact]
    public void A_grant_while_paused_is_found()
    {
        var sale = new History();
        sale.Happened(StockEntryKind.Paused);
        sale.Held("order-1", "hanako");

        Assert.Equal([Promise.OutsideWindow], sale.Broken);
    }

    [Fact]
    public void Figures_that_the_entries_do_not_add_up_to_are_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        var look = sale.Asks(AskKind.Look, "look");
        (look.Outcome, look.View) = (Outcome.Granted, View(sequence: 3, supply: 10, held: 2, sold: 0));

        Assert.Equal([Promise.WrongSum], sale.Broken);
    }

    [Theory]
    [InlineData(StockEntryKind.Released, StockEntryKind.Committed)]
    [InlineData(StockEntryKind.Released, StockEntryKind.Released)]
    [InlineData(StockEntryKind.Committed, StockEntryKind.Committed)]
    [InlineData(StockEntryKind.Committed, StockEntryKind.Released)]
    public void A_hold_that_ends_twice_is_found(StockEntryKind first, StockEntryKind second)
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Ended(first, "order-1");
        sale.Ended(second, "order-1");

        Assert.Equal([Promise.EndedTwice], sale.Broken);
    }

    [Fact]
    public void A_hold_that_ends_before_its_time_is_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Happened(StockEntryKind.Expired, "order-1", at: FiveMinutes - TimeSpan.FromTicks(1));

        Assert.Equal([Promise.WrongEnd], sale.Broken);
    }

    [Fact]
    public void A_hold_that_is_honoured_at_its_end_is_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Ended(StockEntryKind.Committed, "order-1", at: FiveMinutes);

        Assert.Equal([Promise.WrongEnd], sale.Broken);
    }

    [Fact]
    public void A_replaced_hold_without_the_one_that_replaces_it_is_found()
    {
        var sale = new History();
        sale.Held("cart-1", "hanako");
        sale.Repeats(new(AskKind.Hold, "order-1", 0) { CustomerId = "hanako", Quantity = 1, Replaces = "cart-1" });
        sale.Happened(StockEntryKind.Released, "cart-1");
        sale.Held("order-2", "taro");

        Assert.Equal([Promise.Torn], sale.Broken);
    }

    [Fact]
    public void Entries_in_another_order_than_their_clients_saw_are_found()
    {
        var sale = new History();
        sale.Held("order-1", "hanako");
        sale.Held("order-2", "taro");
        sale.Swaps(3, 4);

        Assert.Equal([Promise.OutOfOrder], sale.Broken);
    }

    private static StockView View(long sequence, int supply, int held, int sold) =>
        new("P4", sequence, supply, supply - held - sold, held, sold, Paused: false, TwoEach, ImmutableDictionary<Reason, long>.Empty, Version: 2);
}
