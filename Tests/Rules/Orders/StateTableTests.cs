using System.Text;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Tests.Support;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>
/// The table of docs/orders.md is what the rules do: each status meets each message. After a change of the rules
/// <c>UPDATE_DOCS=1 dotnet test Tests --filter StateTable</c> writes it anew, to be read before it is checked in.
/// </summary>
public sealed class StateTableTests
{
    private const string Begin = "<!-- the table: begin -->\n", End = "<!-- the table: end -->\n";

    /// <summary>One order of each status, on its way as far as it goes.</summary>
    public static readonly ImmutableArray<OrderState> Orders =
    [
        new(),
        Placed(),
        Awaiting(),
        KonbiniOpened().Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher).Secured().ToldOthers(),
        Confirmed(captureBefore: Noon.AddDays(7)),
        Paid(),
        PartlyShipped(),
        Shipped(),
        Shipped().After(OrderRules.Deliver(Shipped(), new(Staff), Noon)),
        Placed().After(OrderRules.Held(new(Reason.SoldOut), null, Noon)),
        Opened().After(OrderRules.Cancel(Opened(), new(Staff), Noon)).ToldOthers(),
        Opened().After(OrderRules.Tick(Opened(), Noon.AddMinutes(10))).ToldOthers(),
    ];

    private static readonly (string Name, Func<OrderState, Decision<Refusal?, OrderEvent>> Ask)[] Messages =
    [
        ("cancel (staff)", order => OrderRules.Cancel(order, new(Staff), Noon)),
        ("cancel (shopper)", order => OrderRules.Cancel(order, new(new("hanako", "")), Noon)),
        ("capture", order => OrderRules.Capture(order, new(Staff), 650, Noon)),
        ("ship the rest", order => OrderRules.Ship(order, new("佐川急便", "9", Staff), Noon)),
        ("deliver", order => OrderRules.Deliver(order, new(Staff), Noon)),
        ("refund ¥1", order => OrderRules.Refund(order, new("r", new(1), Staff), Noon)),
        ("time is up", order => OrderRules.Tick(order, Noon.AddDays(30))),
        ("stirred", OrderRules.Stirred),
        ("open", Hearing(PaymentStanding.Open)),
        ("voucher", Hearing(PaymentStanding.AwaitingDeposit)),
        ("authorised", Hearing(PaymentStanding.Authorised)),
        ("captured", Hearing(PaymentStanding.Captured)),
        ("cancelled", Hearing(PaymentStanding.Cancelled)),
        ("rejected", Hearing(PaymentStanding.Rejected)),
        ("no answer", Hearing(PaymentStanding.Unknown)),
    ];

    [Fact]
    public void Every_status_is_in_it_once() =>
        Assert.Equal(Enum.GetValues<OrderStatus>().Order(), Orders.Select(order => order.Status).Order());

    [Fact]
    public void The_table_in_the_docs_is_what_the_rules_do()
    {
        var file = Path.Combine(SourceTree.Root, "docs", "orders.md");
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(file, text[..from] + table + text[to..]);
        else Assert.Equal(table, text[from..to]);
    }

    /// <summary>Nothing in the table takes money away or moves a payment back.</summary>
    [Fact]
    public void No_message_loses_money()
    {
        foreach (var order in Orders)
        {
            foreach (var (name, ask) in Messages)
            {
                var after = order.After(ask(order));
                Assert.True(after.Payment.Captured >= order.Payment.Captured && after.Payment.Refundable >= Yen.Zero, $"{order.Status}: {name}");
                Assert.Equal(order.Quote, after.Quote);
            }
        }
    }

    private static string Table()
    {
        var table = new StringBuilder("| | ").AppendJoin(" | ", Messages.Select(message => message.Name)).Append(" |\n|---|");
        foreach (var _ in Messages) table.Append("---|");
        table.Append('\n');
        foreach (var order in Orders.Where(order => order.Exists))
        {
            table.Append("| **").Append(order.Status).Append("** | ")
                .AppendJoin(" | ", Messages.Select(message => Cell(order, message.Ask(order)))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Cell(OrderState order, Decision<Refusal?, OrderEvent> decision)
    {
        if (decision is { Reply: { } refused, Events.IsEmpty: true }) return "✗ " + refused.Reason;
        var after = order.After(decision);
        if (after.Owed.HasFlag(OrderEffects.SecureUnits) && !order.Owed.HasFlag(OrderEffects.SecureUnits)) after = after.Secured();
        var moved = after.Status != order.Status ? $"→ {after.Status}" : "";
        var refund = after.Payment.RefundOwed > order.Payment.RefundOwed ? "refund" : "";
        var next = OrderRules.NextTask(after) is { } task && task != OrderRules.NextTask(order) && refund == "" ? task.Verb.ToString().ToLowerInvariant() : "";
        var words = string.Join(", ", new[] { moved, refund, next }.Where(word => word != ""));
        return words != "" ? words : "·";
    }

    private static OrderState Shipped() => Paid().After(OrderRules.Ship(Paid(), new("ヤマト運輸", "1", Staff), Noon)).ToldOthers();

    private static Func<OrderState, Decision<Refusal?, OrderEvent>> Hearing(PaymentStanding standing) => order => OrderRules.Heard(
        order,
        new(standing == PaymentStanding.Rejected ? PaymentVerb.Cancel : PaymentVerb.Ask, "order-1.ask", standing, "pi_1",
            new(standing == PaymentStanding.Captured ? 19_800 : 0), Yen.Zero, null, null, standing == PaymentStanding.AwaitingDeposit ? Voucher : null),
        Noon);
}
