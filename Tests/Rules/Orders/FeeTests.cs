using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

public sealed class FeeTests
{
    [Theory]
    [InlineData(CartPlan.Free, 10_870, 706)]
    [InlineData(CartPlan.Pro, 10_870, 597)]
    [InlineData(CartPlan.Expert, 10_870, 489)]
    [InlineData(CartPlan.Free, 0, 0)]
    [InlineData(CartPlan.Free, 15, 0)]
    [InlineData(CartPlan.Free, 16, 1)]
    [InlineData(CartPlan.Free, 9_999_999, 649_999)]
    public void The_fee_is_the_plans_part_of_what_was_paid_rounded_down(CartPlan plan, long paid, long fee) =>
        Assert.Equal(new Yen(fee), FeeRules.Of(new(paid), plan.Rate()));

    [Fact]
    public void However_a_refund_is_cut_up_the_whole_money_gives_back_the_whole_fee_and_never_more()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var captured = new Yen(random.Next(1, 300_000));
            var fee = FeeRules.Of(captured, new[] { 650, 550, 450 }[random.Next(3)]);
            var (refunded, returned) = (Yen.Zero, Yen.Zero);
            while (refunded < captured)
            {
                refunded += new Yen(random.NextInt64(1, (captured - refunded).Amount + 1));
                var next = FeeRules.Returned(fee, captured, refunded);
                Assert.True(next >= returned && next <= fee, $"{captured} {refunded} {returned} {next}");
                Assert.True((Int128)next.Amount * captured.Amount <= (Int128)fee.Amount * refunded.Amount, "more than its part");
                returned = next;
            }

            Assert.Equal(fee, returned);
        }
    }

    [Fact]
    public void The_fee_is_booked_with_the_capture_and_given_back_with_each_refund()
    {
        var order = Paid(650);
        Assert.Equal(new MoneyEntry(Noon, new(19_800), new(1_287)), Assert.Single(order.Ledger));

        order = Refunded(order, "r1", 800);
        order = Refunded(order, "r2", 19_000);
        Assert.Equal([19_800, -800, -19_000], order.Ledger.Select(entry => entry.Amount.Amount));
        Assert.Equal([1_287, -52, -1_235], order.Ledger.Select(entry => entry.Fee.Amount));
        Assert.Equal((new Yen(1_287), new Yen(1_287)), (order.Payment.Fee, order.Payment.FeeReturned));
    }

    [Fact]
    public void A_refund_made_elsewhere_is_booked_when_the_provider_tells_of_it()
    {
        var order = Paid(450).Hears(PaymentStanding.Captured, captured: 19_800, refunded: 5_000).Hears(PaymentStanding.Captured, captured: 19_800, refunded: 5_000);
        Assert.Equal([19_800, -5_000], order.Ledger.Select(entry => entry.Amount.Amount));
        Assert.Equal(FeeRules.Returned(order.Payment.Fee, new(19_800), new(5_000)), order.Payment.FeeReturned);
    }

    [Fact]
    public void The_rate_is_that_of_the_day_of_capture()
    {
        var order = Confirmed();
        order = order.After(OrderRules.Capture(order, new(Staff), CartPlan.Expert.Rate(), Noon));
        Assert.Equal(new Yen(891), OrderRules.NextTask(order)!.Fee);
        Assert.Equal(new Yen(891), order.Hears(PaymentStanding.Captured, PaymentVerb.Capture, 19_800).Payment.Fee);
    }

    [Fact]
    public void The_refunds_task_names_the_fee_to_give_back()
    {
        var order = Paid(650);
        order = order.After(OrderRules.Refund(order, new("r1", new(800), Staff), Noon));
        Assert.Equal(new Yen(52), OrderRules.NextTask(order)!.Fee);
    }

    /// <summary>
    /// Through the order's own tasks, as the provider is asked: refunds cut up at random, some refused, some asked for again because the answer was
    /// lost though the provider's total has them already.
    /// </summary>
    [Fact]
    public void Whatever_the_refunds_of_an_order_their_tasks_give_back_the_whole_fee_and_never_more()
    {
        var random = new Random(2026);
        for (var round = 0; round < 3_000; round++)
        {
            var paid = random.NextInt64(1, round % 2 == 0 ? 40 : 300_000);
            var order = PaidWith(new[] { 0, 650, 550, 450, 10_000 }[random.Next(5)], paid);
            var (back, fees) = (0L, 0L);
            for (var cut = 0; back < paid; cut++)
            {
                var amount = random.Next(4) == 0 ? paid - back : random.NextInt64(1, paid - back + 1);
                order = order.After(OrderRules.Refund(order, new($"cut-{cut}", new(amount), Staff), Noon));
                var task = OrderRules.NextTask(order)!;
                Assert.Equal((PaymentVerb.Refund, new Yen(amount)), (task.Verb, task.Amount));
                Assert.True(task.Fee >= Yen.Zero && task.Fee.Amount <= amount && fees + task.Fee.Amount <= order.Payment.Fee.Amount, $"{paid} {back} {task}");
                if (random.Next(5) == 0)
                {
                    order = order.Hears(PaymentStanding.Rejected, PaymentVerb.Refund, key: task.Key).Hears(PaymentStanding.Captured, captured: paid, refunded: back);
                    continue;
                }

                if (random.Next(4) == 0)
                {
                    order = order.Hears(PaymentStanding.Unknown, PaymentVerb.Refund, key: task.Key);
                    if (random.Next(2) == 0) order = order.Hears(PaymentStanding.Captured, captured: paid, refunded: back + amount);
                    Assert.Equal(task, OrderRules.NextTask(order));
                }

                (back, fees) = (back + amount, fees + task.Fee.Amount);
                order = order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, paid, back, task.Key);
                Assert.True((Int128)fees * paid <= (Int128)order.Payment.Fee.Amount * back, "more than its part");
                Assert.Equal((new Yen(fees), new Yen(back)), (order.Payment.FeeReturned, order.Payment.Refunded));
            }

            Assert.Equal(order.Payment.Fee, new Yen(fees));
            Assert.Equal(FeeRules.Of(new(paid), order.Payment.FeeRate).Amount, fees);
        }
    }

    /// <summary>An order that cost this much.</summary>
    private static OrderState PaidWith(int feeRate, long total)
    {
        var order = Opened(feeRate: feeRate);
        return (order with { Quote = order.Quote with { Total = new(total) } }).Hears(PaymentStanding.Captured, captured: total).Secured().ToldOthers();
    }

    private static OrderState Refunded(OrderState order, string key, long amount)
    {
        order = order.After(OrderRules.Refund(order, new(key, new(amount), Staff), Noon));
        return order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, key: OrderRules.NextTask(order)!.Key);
    }
}
