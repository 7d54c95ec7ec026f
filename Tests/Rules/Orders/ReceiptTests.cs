using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Tests.Rules.Orders;

/// <summary>The numbers on receipts and qualified invoices, as the tax office's own examples and the acceptance flows state them.</summary>
public sealed class ReceiptTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly LegalNotice Seller = KagetsudoShop.Settings.Legal;

    // Flow 2: T-SHIRT × 2 and 焼菓子 × 3, shipping 660, wrapping 330.
    private static readonly Quote Gift = new(2,
        [new("P1", "T-SHIRT", 2, new(1_500), new(3_000), TaxClass.Standard, 10), new("P2", "焼菓子", 3, new(1_080), new(3_240), TaxClass.Reduced, 8)],
        new(6_240), new(660), new(3_760), new(7_230), [new(10, new(3_990), new(362)), new(8, new(3_240), new(240))], TaxRounding.Down)
    {
        Wrapping = new(330),
    };

    [Fact]
    public void A_qualified_invoice_has_all_that_the_law_wants()
    {
        var receipt = ReceiptRules.Of(Paid(Gift), Tokyo)!;

        Assert.Equal(("株式会社花月堂", "T1234567890123"), (receipt.Issuer.Seller, receipt.RegistrationNumber));
        Assert.Equal("山田 花子", receipt.To);
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 3)), (receipt.PaidOn, receipt.SuppliedOn));
        Assert.Equal(
            ["T-SHIRT 2 3000 10 False", "焼菓子 3 3240 8 True", "Shipping 1 660 10 False", "Wrapping 1 330 10 False"],
            receipt.Lines.Select(line => $"{(line.Kind == ReceiptLineKind.Goods ? line.Name : line.Kind)} {line.Quantity} {line.Amount.Amount} {line.RatePercent} {line.Reduced}"));
        Assert.Equal([new(10, new(3_990), new(362)), new TaxPart(8, new(3_240), new(240))], receipt.Taxes.AsEnumerable());
        Assert.Equal(new(7_230), receipt.Total);
        Assert.Equal(receipt.Total.Amount, receipt.Lines.Sum(line => line.Amount.Amount));
    }

    [Fact]
    public void A_seller_without_a_number_has_none_on_the_receipt() =>
        Assert.Null(ReceiptRules.Of(Paid(Gift) with { Legal = Seller with { InvoiceNumber = null } }, Tokyo)!.RegistrationNumber);

    [Fact]
    public void A_discount_is_a_line_of_its_own_and_the_sum_stays_the_total()
    {
        // Flow 2 after the change of mind: P1 × 2, P2 × 3, P3 × 2, coupon 500, shipping free, wrapping 330.
        var quote = Gift with
        {
            Lines = Gift.Lines.Add(new("P3", "SKIRT", 2, new(2_400), new(4_800), TaxClass.Standard, 10)),
            Goods = new(11_040),
            Shipping = Yen.Zero,
            Discount = new(500),
            Total = new(10_870),
            Taxes = [new(10, new(7_777), new(707)), new(8, new(3_093), new(229))],
        };

        var receipt = ReceiptRules.Of(Paid(quote), Tokyo)!;

        Assert.Equal(new(-500), receipt.Lines.Single(line => line.Kind == ReceiptLineKind.Discount).Amount);
        Assert.Equal(10_870, receipt.Lines.Sum(line => line.Amount.Amount));
        Assert.Equal((7_777 + 3_093, 707 + 229), (receipt.Taxes.Sum(part => part.Taxable.Amount), receipt.Taxes.Sum(part => part.Tax.Amount)));
    }

    [Fact]
    public void The_orderer_is_who_it_is_made_out_to() =>
        Assert.Equal("花月 太郎", ReceiptRules.Of(
            Paid(Gift) with { Details = new(KagetsudoShop.Hanako with { Name = "花月 太郎" }) }, Tokyo)!.To);

    [Fact]
    public void Before_the_money_is_captured_there_is_none()
    {
        var paid = Paid(Gift);

        Assert.Null(ReceiptRules.Of(paid with { Payment = paid.Payment with { Captured = Yen.Zero, Standing = PaymentStanding.Authorised } }, Tokyo));
        Assert.Null(ReceiptRules.Of(paid with { Legal = null }, Tokyo));
    }

    [Fact]
    public void Days_are_the_shops() =>
        Assert.Equal(
            new DateOnly(2026, 11, 2),
            ReceiptRules.Of(Paid(Gift) with { Ledger = [new(new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero), new(7_230), new(397))] }, Tokyo)!.PaidOn);

    [Fact]
    public void A_full_refund_gives_back_exactly_the_tax_of_the_sale()
    {
        var back = Assert.Single(ReceiptRules.Of(Paid(Gift, 7_230), Tokyo)!.Returns);

        Assert.Equal((new DateOnly(2026, 11, 4), new Yen(7_230)), (back.On, back.Amount));
        Assert.Equal([new(10, new(3_990), new(362)), new TaxPart(8, new(3_240), new(240))], back.Taxes.AsEnumerable());
    }

    [Fact]
    public void A_refund_is_split_over_the_rates_in_proportion()
    {
        // 1,000 of 7,230: 551.86… at 10 % and 448.13… at 8 %; the larger remainder takes the last yen.
        var back = Assert.Single(ReceiptRules.Of(Paid(Gift, 1_000), Tokyo)!.Returns);

        Assert.Equal([new(10, new(552), new(50)), new TaxPart(8, new(448), new(33))], back.Taxes.AsEnumerable());
    }

    [Theory]
    [InlineData(TaxRounding.Down)]
    [InlineData(TaxRounding.HalfUp)]
    [InlineData(TaxRounding.Up)]
    public void However_a_sale_is_given_back_its_parts_add_up_to_it(TaxRounding rounding)
    {
        var random = new Random(20_261_101);
        for (var round = 0; round < 2_000; round++)
        {
            var (ten, eight) = (random.Next(0, 20_000), random.Next(1, 20_000));
            var quote = Gift with
            {
                Rounding = rounding,
                Total = new(ten + eight),
                Taxes = [new(10, new(ten), PricingRules.TaxIn(new(ten), 10, rounding)), new(8, new(eight), PricingRules.TaxIn(new(eight), 8, rounding))],
            };
            var refunds = new List<long>();
            for (var left = (long)ten + eight; left > 0; left -= refunds[^1]) refunds.Add(random.Next(4) == 0 ? left : random.NextInt64(1, left + 1));

            var returns = ReceiptRules.Of(Paid(quote, [.. refunds]), Tokyo)!.Returns;

            Assert.All(returns, back => Assert.Equal(back.Amount.Amount, back.Taxes.Sum(part => part.Taxable.Amount)));
            Assert.All(returns.SelectMany(back => back.Taxes), part => Assert.True(part.Tax >= Yen.Zero));
            foreach (var part in quote.Taxes)
            {
                var mine = returns.SelectMany(back => back.Taxes).Where(back => back.RatePercent == part.RatePercent).ToArray();
                Assert.Equal((part.Taxable.Amount, part.Tax.Amount), (mine.Sum(back => back.Taxable.Amount), mine.Sum(back => back.Tax.Amount)));
            }
        }
    }

    private static OrderView Paid(Quote quote, params long[] refunds) => new(
        "order-1", "261101-ABCDEFGHJ", "hanako", OrderStatus.Shipped, quote, KagetsudoShop.Hanako,
        new(PaymentStanding.Captured, "pi_1", quote.Total, new(refunds.Sum()), Yen.Zero, null, null, false),
        Noon, null, null, [new(OrderStatus.Paid, Noon, Actor.System), new(OrderStatus.Shipped, Noon.AddDays(2), Actor.System)], null, 5,
        ImmutableDictionary<string, long>.Empty)
    {
        Legal = Seller,
        Refunds = [.. refunds.Select((yen, n) => new RefundItem($"r{n}", new(yen), RefundStanding.Done, Actor.System, Noon.AddDays(3)))],
    };
}
