using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;
using static Commerce.Tests.Rules.Orders.OrderTesting;
using static Commerce.Tests.Rules.Orders.PaperTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Money given back: which rate it is taken from, how much tax is in it, and the paper that says so.</summary>
public sealed class ReturnTests
{
    [Fact]
    public void Goods_at_8_percent_give_back_8_percent_only()
    {
        var back = Assert.Single(PaidFor(Gift).Refund("r1", 0, new OrderUnits("P2", 2)).Returns());

        Assert.Equal((new Yen(2_160), new DateOnly(2026, 11, 4), new DateOnly(2026, 11, 1)), (back.Total, back.Day, back.SuppliedOn));
        Assert.Equal([new TaxPart(8, new(2_160), new(160))], back.Taxes.AsEnumerable());
        Assert.Equal(new PaperLine(PaperLineKind.Goods, "焼菓子", 2, Yen.Zero, new(2_160), 8, true), Assert.Single(back.Lines));
        Assert.Equal(("株式会社花月堂", "T1234567890123", "山田 花子"), (back.Issuer.Seller, back.Issuer.RegistrationNumber, back.Issues[0].To));
    }

    [Fact]
    public void Goods_give_back_what_was_paid_for_them_after_their_share_of_the_coupon()
    {
        // 焼菓子 × 3 for 3,240 − 147, one T-SHIRT of two for 3,000 − 136.
        var order = PaidFor(Discounted).Refund("r1", 0, new OrderUnits("P2", 3), new OrderUnits("P1", 1));
        var back = Assert.Single(order.Returns());

        Assert.Equal(new(3_093 + 1_432), back.Total);
        Assert.Equal([new(10, new(1_432), new(130)), new TaxPart(8, new(3_093), new(229))], back.Taxes.AsEnumerable());
        Assert.Equal([3_093L, 1_432L], back.Lines.Select(line => line.Amount.Amount));
    }

    [Fact]
    public void A_line_given_up_piece_by_piece_returns_all_that_was_paid_for_it()
    {
        // 2,864 for two: 1,432 each. 3,093 for three: 1,031 each. A third that does not divide: 100 for three is 33, 33, 34.
        var uneven = Gift with
        {
            Lines = [new("P1", "飴", 3, new(34), new(102), TaxClass.Reduced, 8, Discount: new(2))],
            Shipping = Yen.Zero,
            Wrapping = Yen.Zero,
            Total = new(100),
            Taxes = [new(8, new(100), new(7))],
        };
        var order = PaidFor(uneven);
        for (var i = 1; i <= 3; i++) order = order.Refund($"r{i}", 0, new OrderUnits("P1", 1));

        Assert.Equal([33L, 33L, 34L], order.Payment.Refunds.Select(refund => refund.Amount.Amount));
        Assert.Equal([2L, 2L, 3L], order.Returns().Select(back => back.Taxes[0].Tax.Amount));
    }

    [Fact]
    public void An_amount_without_goods_is_split_over_what_is_left_of_each_rate()
    {
        // 1,000 of 7,230: 551.86… at 10 % and 448.13… at 8 %; the larger remainder takes the last yen.
        var back = Assert.Single(PaidFor(Gift).Refund("r1", 1_000).Returns());
        Assert.Equal([new(10, new(552), new(50)), new TaxPart(8, new(448), new(33))], back.Taxes.AsEnumerable());
        Assert.Equal([("T-SHIRT", 552L, false), ("焼菓子", 448L, true)], back.Lines.Select(line => (line.Name, line.Amount.Amount, line.Reduced)));

        // All that was paid at 8 % is back: an amount can only be of the rest.
        var rest = PaidFor(Gift).Refund("r1", 0, new OrderUnits("P2", 3)).Refund("r2", 1_000);
        Assert.Equal([new TaxPart(10, new(1_000), new(90))], rest.Returns().Last().Taxes.AsEnumerable());
    }

    [Fact]
    public void Goods_and_more_give_back_the_rest_of_an_amount_from_what_is_left_of_all()
    {
        var back = Assert.Single(PaidFor(Gift).Refund("r1", 4_240, new OrderUnits("P2", 3)).Returns());

        Assert.Equal([(10, 1_000L), (8, 3_240L)], back.Taxes.Select(part => (part.RatePercent, part.Taxable.Amount)));
        Assert.Equal([(PaperLineKind.Goods, 3_240L), (PaperLineKind.Difference, 1_000L)], back.Lines.Select(line => (line.Kind, line.Amount.Amount)));
    }

    [Fact]
    public void Less_than_was_paid_for_goods_comes_from_their_rates_alone()
    {
        var back = Assert.Single(PaidFor(Gift).Refund("r1", 1_080, new OrderUnits("P2", 3)).Returns());
        Assert.Equal([new TaxPart(8, new(1_080), new(80))], back.Taxes.AsEnumerable());
        Assert.Equal(new(-2_160), back.Lines.Single(line => line.Kind == PaperLineKind.Difference).Amount);
    }

    [Fact]
    public void A_sale_that_is_called_off_gives_back_exactly_its_tax_line_by_line()
    {
        var order = PaidFor(Discounted);
        order = order.After(OrderRules.Cancel(order, new(Staff), Noon));
        var back = Assert.Single(order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, 10_870, 0, OrderRules.NextTask(order)!.Key).Returns());

        Assert.Equal(Discounted.Taxes.Select(part => (part.RatePercent, part.Taxable, part.Tax)), back.Taxes.Select(part => (part.RatePercent, part.Taxable, part.Tax)));
        Assert.Equal(10_870, back.Lines.Sum(line => line.Amount.Amount));
        Assert.Equal(["T-SHIRT", "焼菓子", "SKIRT"], back.Lines.Where(line => line.Kind == PaperLineKind.Goods).Select(line => line.Name));
    }

    [Fact]
    public void A_refund_has_no_paper_before_it_is_done_none_when_it_is_rejected_and_one_however_often_it_is_told()
    {
        var promised = PaidFor(Gift).Promise("r1", 1_000);
        Assert.Empty(promised.Papers);
        Assert.Empty(promised.Settle("r1", PaymentStanding.Rejected).Papers);
        Assert.Single(promised.Settle("r1", PaymentStanding.Captured).Settle("r1", PaymentStanding.Captured).Papers);
    }

    [Fact]
    public void What_a_rejected_refund_would_have_taken_of_a_rate_can_be_given_back_again()
    {
        var order = PaidFor(Gift).Promise("r1", 0, new OrderUnits("P2", 3)).Settle("r1", PaymentStanding.Rejected);
        Assert.Equal([new RateShare(8, new(3_240))], order.Promise("r2", 0, new OrderUnits("P2", 3)).Payment.Refunds[^1].Shares.AsEnumerable());
    }

    [Fact]
    public void An_order_that_knows_no_seller_has_no_papers() => Assert.Empty((PaidFor(Gift) with { Legal = null }).Refund("r1", 1_000).Papers);

    [Theory]
    [InlineData(TaxRounding.Down)]
    [InlineData(TaxRounding.HalfUp)]
    [InlineData(TaxRounding.Up)]
    public void However_a_sale_is_given_back_no_rate_gives_more_than_it_took_and_all_of_it_gives_all(TaxRounding rounding)
    {
        var random = new Random(20_261_101);
        for (var round = 0; round < 400; round++)
        {
            var quote = Basket(random, rounding);
            var order = PaidFor(quote);
            for (var step = 0; order.Payment.Refundable > Yen.Zero && step < OrderRules.MostRefunds; step++)
            {
                var last = step == OrderRules.MostRefunds - 1;
                if (Some(random, order, last) is not { } ask) continue;
                var decision = OrderRules.Refund(order, new($"r{step}", ask.Amount, Staff) { Lines = ask.Lines }, Noon);
                if (decision.Reply is not null) continue;   // goods worth more than is left
                order = order.After(decision);
                order = order.Settle($"r{step}", !last && random.Next(6) == 0 ? PaymentStanding.Rejected : PaymentStanding.Captured);
                AssertNeverMore(quote, order);
            }

            Assert.Equal(Yen.Zero, order.Payment.Refundable);
            foreach (var part in quote.Taxes)
            {
                var back = order.Returns().SelectMany(paper => paper.Taxes).Where(tax => tax.RatePercent == part.RatePercent).ToArray();
                Assert.Equal((part.Taxable.Amount, part.Tax.Amount), (back.Sum(tax => tax.Taxable.Amount), back.Sum(tax => tax.Tax.Amount)));
            }
        }
    }

    private static void AssertNeverMore(Quote quote, OrderState order)
    {
        foreach (var paper in order.Returns())
        {
            Assert.Equal(paper.Total.Amount, paper.Taxes.Sum(part => part.Taxable.Amount));
            Assert.Equal(paper.Total.Amount, paper.Lines.Sum(line => line.Amount.Amount));
            Assert.All(paper.Taxes, part => Assert.True(part.Tax >= Yen.Zero && part.Taxable > Yen.Zero));
        }

        foreach (var part in quote.Taxes)
        {
            var promised = order.Payment.Refunds.Where(refund => refund.Standing != RefundStanding.Rejected)
                .SelectMany(refund => refund.Shares).Where(share => share.RatePercent == part.RatePercent).Sum(share => share.Amount.Amount);
            Assert.True(promised <= part.Taxable.Amount, $"{promised} of {part}");
        }
    }

    /// <summary>An amount, some units, or both; at last all that is left.</summary>
    private static (Yen Amount, ImmutableArray<OrderUnits> Lines)? Some(Random random, OrderState order, bool last)
    {
        var left = order.Payment.Refundable.Amount;
        if (last || random.Next(8) == 0) return (new(left), []);
        var keep = OrderRules.ToSend(order);
        ImmutableArray<OrderUnits> units = [];
        if (!keep.IsEmpty && random.Next(3) > 0)
        {
            var line = keep[random.Next(keep.Length)];
            units = [line with { Quantity = random.Next(1, line.Quantity + 1) }];
        }

        return units.IsEmpty || random.Next(3) == 0 ? (new(random.NextInt64(1, left + 1)), units) : (Yen.Zero, units);
    }

    /// <summary>Up to five lines of three tax classes, priced by the rules themselves.</summary>
    private static Quote Basket(Random random, TaxRounding rounding) => PricingRules.Price(new()
    {
        Day = new(2026, 11, 1),
        Rates = [new(TaxClass.Standard, 10), new(TaxClass.Reduced, 8), new(TaxClass.Exempt, 0)],
        Rounding = rounding,
        Shipping = new(random.Next(2) * 660),
        Wrapping = random.Next(2) == 0 ? null : new("ribbon", "リボン", new(330)),
        Coupon = random.Next(2) == 0 ? null : new("C", Commerce.Promotions.CouponKind.Amount, random.Next(1, 900)),
        Points = new(random.Next(3) == 0 ? random.Next(1, 500) : 0),
        Lines =
        [
            .. Enumerable.Range(0, random.Next(1, 6)).Select(i => new PricedLine(
                $"P{i}", $"P{i}", random.Next(1, 5), new(random.Next(50, 4_000)), false, (TaxClass)random.Next(1, 4), null, random.Next(4) > 0)),
        ],
    });
}
