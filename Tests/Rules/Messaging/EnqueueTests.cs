using Commerce.Messaging;
using static Commerce.Tests.Rules.KagetsudoShop;
using static Commerce.Tests.Rules.Messaging.OutboxTesting;

namespace Commerce.Tests.Rules.Messaging;

public sealed class EnqueueTests
{
    [Fact]
    public void The_same_message_is_taken_once_also_after_it_was_sent()
    {
        var waiting = With(Paid);
        var sent = waiting.Settle(Paid, SendOutcome.Accepted, Noon);

        Assert.Same(waiting, OutboxRules.Enqueue(waiting, Paid, Noon));
        Assert.Same(sent, OutboxRules.Enqueue(sent, Paid, Noon.AddDays(1)));
    }

    [Fact]
    public void Replies_go_before_orders_and_orders_before_reminders()
    {
        var outbox = With(CartReminder, Paid, Menu);

        Assert.Equal(Menu.MessageId, OutboxRules.Next(outbox, Noon)!.MessageId);
        outbox = outbox.Settle(Menu, SendOutcome.Accepted, Noon);
        Assert.Equal(Paid.MessageId, OutboxRules.Next(outbox, Noon)!.MessageId);
        outbox = outbox.Settle(Paid, SendOutcome.Accepted, Noon);
        Assert.Equal(CartReminder.MessageId, OutboxRules.Next(outbox, Noon)!.MessageId);
    }

    [Fact]
    public void An_outbox_that_is_full_makes_room_at_the_cost_of_the_least_important()
    {
        var full = With([CartReminder, .. Enumerable.Range(1, 49).Select(n => Paid with { MessageId = $"OrderPaid.{n}" })]);
        var outbox = OutboxRules.Enqueue(full, Paid, Noon);

        Assert.Equal(OutboxRules.MostWaiting, outbox.Waiting.Length);
        Assert.Equal((CartReminder.MessageId, SendOutcome.Rejected), (outbox.Settled[0].MessageId, outbox.Settled[0].Outcome));
        Assert.Contains(outbox.Waiting, message => message.MessageId == Paid.MessageId);
    }

    [Fact]
    public void A_reminder_that_comes_to_a_full_outbox_is_not_sent()
    {
        var full = With([.. Enumerable.Range(1, 50).Select(n => Paid with { MessageId = $"OrderPaid.{n}" })]);

        Assert.Equal(CartReminder.MessageId, Assert.Single(OutboxRules.Enqueue(full, CartReminder, Noon).Settled).MessageId);
    }

    [Fact]
    public void The_first_body_stays()
    {
        var outbox = OutboxRules.Fix(With(Paid), new(Paid.MessageId, "[1]"), Noon);

        Assert.Same(outbox, OutboxRules.Fix(outbox, new(Paid.MessageId, "[2]"), Noon.AddMinutes(1)));
        Assert.Equal("[1]", OutboxRules.Next(outbox, Noon)!.Body);
    }
}
