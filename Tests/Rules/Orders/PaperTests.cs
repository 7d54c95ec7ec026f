using Commerce.Orders;
using static Commerce.Tests.Rules.Orders.OrderTesting;
using static Commerce.Tests.Rules.Orders.PaperTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Receipts and qualified invoices: what stands on them as the law wants it, their numbers, and that they stay as they were issued.</summary>
public sealed class PaperTests
{
    [Fact]
    public void A_qualified_invoice_has_all_that_the_law_wants()
    {
        var order = PaidFor(Gift);
        order = order.After(OrderRules.Ship(order, new("ヤマト運輸", "1", Staff), Noon.AddDays(2))).Issue();
        var receipt = Assert.Single(order.Papers);

        Assert.Equal((PaperKind.Receipt, "261101-ABCDEFGHJ-1", "261101-ABCDEFGHJ"), (receipt.Kind, receipt.Number, receipt.OrderNumber));
        Assert.Equal(("株式会社花月堂", "T1234567890123"), (receipt.Issuer.Seller, receipt.Issuer.RegistrationNumber));
        Assert.Equal("山田 花子", Assert.Single(receipt.Issues).To);
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 3)), (receipt.Day, receipt.SuppliedOn));
        Assert.Equal(
            ["T-SHIRT 2 3000 10 False", "焼菓子 3 3240 8 True", "Shipping 1 660 10 False", "Wrapping 1 330 10 False"],
            receipt.Lines.Select(line => $"{(line.Kind == PaperLineKind.Goods ? line.Name : line.Kind)} {line.Quantity} {line.Amount.Amount} {line.RatePercent} {line.Reduced}"));
        Assert.Equal([new(10, new(3_990), new(362)), new TaxPart(8, new(3_240), new(240))], receipt.Taxes.AsEnumerable());
        Assert.Equal((7_230L, 7_230L), (receipt.Total.Amount, receipt.Lines.Sum(line => line.Amount.Amount)));
        Assert.Equal((OrderDeed.PaperIssued, "261101-ABCDEFGHJ-1", Staff), (order.Steps[^1].Deed, order.Steps[^1].Note, order.Steps[^1].By));
    }

    [Fact]
    public void A_discount_is_a_line_of_its_own_and_the_sum_stays_the_total()
    {
        var receipt = PaidFor(Discounted).Issue().Papers[0];

        Assert.Equal(new(-500), receipt.Lines.Single(line => line.Kind == PaperLineKind.Discount).Amount);
        Assert.Equal(10_870, receipt.Lines.Sum(line => line.Amount.Amount));
        Assert.Equal((7_777 + 3_093, 707 + 229), (receipt.Taxes.Sum(part => part.Taxable.Amount), receipt.Taxes.Sum(part => part.Tax.Amount)));
    }

    [Fact]
    public void A_seller_without_a_number_has_none_on_the_receipt()
    {
        var order = PaidFor(Gift);
        Assert.Null((order with { Legal = order.Legal! with { InvoiceNumber = null } }).Issue().Papers[0].Issuer.RegistrationNumber);
    }

    [Fact]
    public void It_is_made_out_to_the_orderer_unless_another_name_is_asked_for()
    {
        var order = PaidFor(Gift) with { Details = new(KagetsudoShop.Hanako with { Name = "花月 太郎" }) };

        Assert.Equal("花月 太郎", order.Issue().Papers[0].Issues[0].To);
        Assert.Equal("株式会社山田", order.Issue(to: "  株式会社山田 ").Papers[0].Issues[0].To);
    }

    [Fact]
    public void Asked_for_again_it_is_the_same_paper_and_only_an_express_wish_makes_it_a_reissue()
    {
        var once = PaidFor(Gift).Issue("k1", "山田 花子");
        Assert.Empty(PaperRules.Issue(once, new("k1", Staff, To: "山田 花子"), Noon).Events);
        Assert.Empty(PaperRules.Issue(once, new("k2", Staff), Noon).Events);

        var twice = once.Issue("k3", "株式会社山田", again: true);
        var (before, after) = (once.Papers[0], Assert.Single(twice.Papers));
        Assert.Equal(before with { Issues = after.Issues }, after);
        Assert.Equal(["山田 花子", "株式会社山田"], after.Issues.Select(issue => issue.To));
        Assert.Equal(OrderDeed.PaperIssuedAgain, twice.Steps[^1].Deed);
        Assert.Empty(PaperRules.Issue(twice, new("k3", Staff, To: "株式会社山田", Again: true), Noon).Events);
        Assert.Equal("株式会社山田", twice.Issue("k4", again: true).Papers[0].Issues[^1].To);
    }

    [Fact]
    public void A_key_that_issued_something_else_is_refused()
    {
        var order = PaidFor(Gift).Refund("r1", 1_000).Issue("k1", "山田 花子");

        Assert.Equal(Reason.KeyReused, Refused(order, new("k1", Staff, To: "山田 太郎")));
        Assert.Equal(Reason.KeyReused, Refused(order, new("k1", Staff, Number: "261101-ABCDEFGHJ-1", Again: true)));
    }

    [Fact]
    public void Numbers_run_within_the_order_without_a_gap()
    {
        var order = PaidFor(Gift).Refund("r1", 100).Issue().Refund("r2", 200).Refund("r3", 300);

        Assert.Equal(["-1", "-2", "-3", "-4"], order.Papers.Select(paper => paper.Number[^2..]));
        Assert.Equal(
            [PaperKind.Return, PaperKind.Receipt, PaperKind.Return, PaperKind.Return], order.Papers.Select(paper => paper.Kind));
        Assert.Equal("261101-ABCDEFGHJ-2", PaperRules.Find(order, null)!.Number);
        Assert.Equal(new(300), PaperRules.Find(order, "261101-ABCDEFGHJ-4")!.Total);
    }

    [Fact]
    public void There_is_none_before_the_money_after_all_of_it_has_gone_back_or_of_an_unknown_number()
    {
        Assert.Equal(Reason.UnknownOrder, Refused(new OrderState(), new("k", Staff)));
        Assert.Equal(Reason.NothingPaid, Refused(Confirmed() with { Legal = KagetsudoShop.Settings.Legal }, new("k", Staff)));
        Assert.Equal(Reason.NothingPaid, Refused(PaidFor(Gift) with { Legal = null }, new("k", Staff)));
        Assert.Equal(Reason.NothingPaid, Refused(PaidFor(Gift).Promise("r", 7_230), new("k", Staff)));
        Assert.Equal(Reason.UnknownPaper, Refused(PaidFor(Gift), new("k", Staff, Number: "261101-ABCDEFGHJ-1")));

        // What was issued before stays there.
        Assert.Empty(PaperRules.Issue(PaidFor(Gift).Issue().Refund("r", 7_230), new("k9", Staff), Noon).Events);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, Reason.FieldTooLong)]
    public void A_name_has_an_end(int letters, Reason? refused) =>
        Assert.Equal(refused, PaperRules.Issue(PaidFor(Gift), new("k", Staff, To: new('山', letters)), Noon).Reply?.Reason);

    [Fact]
    public void A_name_that_is_no_text_is_refused() => Assert.Equal(Reason.FieldUnprintable, Refused(PaidFor(Gift), new("k", Staff, To: "\ud83d")));

    [Fact]
    public void It_is_not_issued_for_ever()
    {
        var order = PaidFor(Gift).Issue("k0");
        for (var i = 1; i < Paper.MostIssues; i++) order = order.Issue($"k{i}", again: true);

        Assert.Equal(Reason.TooMany, Refused(order, new("more", Staff, Again: true)));
    }

    [Fact]
    public void Days_are_those_of_the_shop_when_the_order_was_placed()
    {
        var late = new DateTimeOffset(2026, 11, 1, 15, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 11, 2), PaidFor(Gift, late).Issue().Papers[0].Day);
        Assert.Equal(new DateOnly(2026, 11, 1), (PaidFor(Gift, late) with { TimeZone = "Europe/London" }).Issue().Papers[0].Day);

        var shop = new Commerce.Shops.ShopView("s", 1, KagetsudoShop.Settings with { TimeZone = "Europe/London" });
        var placed = new OrderState().After(OrderRules.Place(Checkout, SneakerCart, new("order-1", "261101-ABC", false, []) { Shop = shop }, Noon));
        Assert.Equal("Europe/London", placed.TimeZone);
    }

    private static Reason? Refused(OrderState order, IssuePaperRequest ask) => PaperRules.Issue(order, ask, Noon).Reply?.Reason;
}
