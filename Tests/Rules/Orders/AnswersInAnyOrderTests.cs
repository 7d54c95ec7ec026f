using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;
using static Commerce.Tests.Rules.Orders.PaperWorld;

namespace Commerce.Tests.Rules.Orders;

/// <summary>
/// What happened at the provider is told in every order, each event one to three times, every answer as old as its event; the hold ends or
/// staff cancel at any point of it, or at none. Whatever comes of it, the order is paid once or released once.
/// </summary>
public sealed class AnswersInAnyOrderTests
{
    private static readonly PaymentDispute Disputed = new("dp_1", "needs_response", "fraudulent", new(19_800), Noon.AddDays(9));

    /// <summary>Five events at most, in the order in which they happened.</summary>
    private static readonly Dictionary<string, (Func<OrderState> Order, PaymentAnswer[] Happened)> Stories = new()
    {
        ["card"] = (() => Awaiting(feeRate: 650),
        [
            Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.Open, decline: "insufficient_funds"), Snapshot(PaymentStanding.Captured, 19_800),
            Snapshot(PaymentStanding.Captured, 19_800, 800), Snapshot(PaymentStanding.Captured, 19_800, 800, dispute: Disputed),
        ]),
        ["card, captured by hand at the provider"] = (() => Awaiting(captureLater: true, feeRate: 550),
        [
            Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.Authorised), Snapshot(PaymentStanding.Captured, 19_800),
            Snapshot(PaymentStanding.Captured, 19_800, 19_800),
        ]),
        ["card, never captured"] = (() => Awaiting(captureLater: true),
            [Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.Authorised), Snapshot(PaymentStanding.Cancelled)]),
        ["card, authorised"] = (() => Awaiting(captureLater: true), [Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.Authorised)]),
        ["konbini"] = (() => KonbiniAwaiting(),
        [
            Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.AwaitingDeposit), Snapshot(PaymentStanding.Captured, 19_800),
            Snapshot(PaymentStanding.Captured, 19_800, 5_000), Snapshot(PaymentStanding.Captured, 19_800, 5_001),
        ]),
        ["konbini, never paid"] = (() => KonbiniAwaiting(),
            [Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.AwaitingDeposit), Snapshot(PaymentStanding.Open), Snapshot(PaymentStanding.Cancelled)]),
    };

    public static TheoryData<string, bool> Told
    {
        get
        {
            var told = new TheoryData<string, bool>();
            foreach (var story in Stories.Keys)
            {
                told.Add(story, false);
                told.Add(story, true);
            }

            return told;
        }
    }

    [Theory, MemberData(nameof(Told))]
    public void Every_order_and_every_number_of_deliveries_ends_paid_once_or_released_once(string story, bool crowded)
    {
        var (start, happened) = Stories[story];
        var ends = new HashSet<OrderStatus>();
        foreach (var order in Permutations(happened.Length))
        {
            foreach (var times in Times(happened.Length))
            {
                var deliveries = order.SelectMany(which => Enumerable.Repeat(happened[which], times[which])).ToArray();
                ends.Add(Run(start(), happened[^1], deliveries, crowded, null, 0, answering: false));
            }

            // With something else in between at every point, and with the dispatcher at work after each delivery.
            foreach (var times in new[] { 1, 2 })
            {
                var deliveries = order.SelectMany(which => Enumerable.Repeat(happened[which], times)).ToArray();
                for (var point = 0; point <= deliveries.Length; point += times)
                {
                    foreach (var between in Between)
                    {
                        ends.Add(Run(start(), happened[^1], deliveries, crowded, between, point, answering: times == 2));
                    }
                }
            }
        }

        Assert.All(ends, end => Assert.True(end is OrderStatus.Paid or OrderStatus.Expired or OrderStatus.Cancelled, end.ToString()));
        Assert.Contains(OrderStatus.Cancelled, ends);
    }

    private static readonly Action<PaperWorld>[] Between =
    [
        world =>
        {
            world.Now = Noon.AddMinutes(15);
            world.Take(OrderRules.Tick(world.Order, world.Now));
        },
        world => world.Take(OrderRules.Cancel(world.Order, new(Staff), world.Now)),
        world => world.Take(OrderRules.Cancel(world.Order, new(new("hanako", "")), world.Now)),
    ];

    private static OrderStatus Run(
        OrderState start, PaymentAnswer truth, PaymentAnswer[] deliveries, bool crowded, Action<PaperWorld>? between, int point, bool answering)
    {
        var world = new PaperWorld(start) { Crowded = crowded, Truth = truth };
        for (var i = 0; i <= deliveries.Length; i++)
        {
            if (i == point) between?.Invoke(world);
            if (i == deliveries.Length) break;
            world.Take(OrderRules.Stirred(world.Order));
            world.Hear(deliveries[i]);
            if (answering) world.Ask();
        }

        world.Settle();
        Check(world);
        return world.Order.Status;
    }

    private static void Check(PaperWorld world)
    {
        var (order, truth) = (world.Order, world.Truth);
        Assert.Null(OrderRules.NextTask(order));
        Assert.Equal((truth.CapturedTotal, truth.RefundedTotal), (order.Payment.Captured, order.Payment.Refunded));
        Assert.Equal(order.Payment.Captured - order.Payment.Refunded, new Yen(order.Ledger.Sum(entry => entry.Amount.Amount)));
        Assert.Equal(order.Payment.Fee - order.Payment.FeeReturned, new Yen(order.Ledger.Sum(entry => entry.Fee.Amount)));
        Assert.True(world.TimesTold(MessagePurpose.OrderPaid) <= 1, "told twice that it is paid");
        if (order.Status is OrderStatus.Paid)
        {
            Assert.Equal((1, PaymentStanding.Captured), (world.UnitsSold, truth.Standing));
        }
        else
        {
            Assert.Equal((0, truth.CapturedTotal), (world.UnitsSold, truth.RefundedTotal));
            Assert.True(truth.Standing is PaymentStanding.Cancelled or PaymentStanding.Captured, $"{order.Status} with a payment that is {truth.Standing}");
        }
    }

    private static OrderState KonbiniAwaiting() => new OrderState()
        .After(OrderRules.Place(Checkout with { Payment = new(PaymentMethod.Konbini) }, SneakerCart, new("order-1", "261101-ABC", false, [], 450), Noon))
        .After(OrderRules.Held(null, Noon.AddMinutes(10), Noon));

    private static IEnumerable<int[]> Permutations(int of) => of == 0
        ? [[]]
        : Permutations(of - 1).SelectMany(rest => Enumerable.Range(0, of).Select(place => (int[])[.. rest[..place], of - 1, .. rest[place..]]));

    private static IEnumerable<int[]> Times(int of) => of == 0
        ? [[]]
        : Times(of - 1).SelectMany(rest => Enumerable.Range(1, 3).Select(times => (int[])[.. rest, times]));
}
