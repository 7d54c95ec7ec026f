using Commerce.Messaging;
using static Commerce.Tests.Rules.KagetsudoShop;
using static Commerce.Tests.Rules.Messaging.OutboxTesting;

namespace Commerce.Tests.Rules.Messaging;

public sealed class SettleTests
{
    [Theory]
    [InlineData(SendOutcome.Accepted)]
    [InlineData(SendOutcome.Withdrawn)]
    [InlineData(SendOutcome.Rejected)]
    public void What_is_final_leaves_the_queue_and_is_kept_with_what_LINE_said(SendOutcome outcome)
    {
        var outbox = With(Paid).Settle(Paid, outcome, Noon);

        Assert.Empty(outbox.Waiting);
        Assert.Equal([new(Paid.MessageId, outcome, "as LINE said", Noon, Paid.Purpose, Paid.Subject)], outbox.Settled.AsEnumerable());
        Assert.Same(outbox, outbox.Settle(Paid, SendOutcome.Rejected, Noon));
    }

    [Fact]
    public void Pauses_double_up_to_five_minutes()
    {
        var (outbox, now) = (With(Paid), Noon);
        var pauses = new List<double>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            outbox = outbox.Settle(Paid, SendOutcome.Unknown, now);
            pauses.Add((OutboxRules.NextAt(outbox)!.Value - now).TotalSeconds);
            now = OutboxRules.NextAt(outbox)!.Value;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], pauses);
    }

    [Fact]
    public void Every_attempt_has_the_same_retry_key_and_body()
    {
        var first = OutboxRules.Fix(With(Paid), new(Paid.MessageId, "[1]"), Noon);
        var second = first.Settle(Paid, SendOutcome.Unknown, Noon);

        Assert.Null(OutboxRules.Next(second, Noon));
        Assert.Equal(
            OutboxRules.Outgoing("kagetsudo", "hanako", OutboxRules.Next(first, Noon)!) with { Attempts = 1 },
            OutboxRules.Outgoing("kagetsudo", "hanako", OutboxRules.Next(second, Noon.AddSeconds(1))!));
    }

    [Fact]
    public void An_unclear_message_is_given_up_before_its_retry_key_ends()
    {
        var outbox = OutboxRules.Fix(With(Paid), new(Paid.MessageId, "[1]"), Noon);
        DateTimeOffset now = Noon, last = Noon;
        for (var attempts = 0; !outbox.Waiting.IsEmpty; attempts++)
        {
            Assert.True(attempts < 1_000);
            outbox = outbox.Settle(Paid, SendOutcome.Unknown, last = now);
            now = OutboxRules.NextAt(outbox) ?? now;
        }

        Assert.Equal(SendOutcome.Unknown, Assert.Single(outbox.Settled).Outcome);
        Assert.InRange(last - Noon, TimeSpan.FromHours(19), TimeSpan.FromHours(20));
    }

    [Fact]
    public void A_reply_that_may_have_arrived_is_not_sent_again() =>
        Assert.Equal(SendOutcome.Unknown, Assert.Single(With(Menu).Settle(Menu, SendOutcome.Unknown, Noon).Settled).Outcome);

    [Fact]
    public void A_reply_that_came_too_fast_is_tried_again_while_its_token_lives()
    {
        var outbox = With(Menu).Settle(Menu, SendOutcome.SlowDown, Noon);

        Assert.Single(outbox.Waiting);
        Assert.Empty(outbox.Settle(Menu, SendOutcome.SlowDown, Noon.AddSeconds(49)).Waiting);
    }

    [Fact]
    public void When_the_quota_is_used_up_orders_wait_an_hour_and_reminders_do_not_leave_at_all()
    {
        var outbox = With(Paid, CartReminder)
            .Settle(Paid, SendOutcome.OverQuota, Noon)
            .Settle(CartReminder, SendOutcome.OverQuota, Noon);

        Assert.Equal(Noon.AddHours(1), OutboxRules.NextAt(outbox));
        Assert.Equal([(CartReminder.MessageId, SendOutcome.OverQuota)], outbox.Settled.Select(m => (m.MessageId, m.Outcome)));
    }

    [Fact]
    public void A_reminder_waits_while_a_checkout_is_under_way_and_that_is_no_attempt()
    {
        var outbox = With(CartReminder).Settle(CartReminder, SendOutcome.NotYet, Noon);

        Assert.Equal(Noon.AddMinutes(1), OutboxRules.NextAt(outbox));
        Assert.Equal(0, outbox.Waiting[0].Attempts);
    }

    [Fact]
    public void One_dead_letter_holds_up_no_other_message()
    {
        var outbox = With(Paid, CartReminder).Settle(Paid, SendOutcome.Rejected, Noon);

        Assert.Equal(CartReminder.MessageId, OutboxRules.Next(outbox, Noon)!.MessageId);
    }

    [Fact]
    public void The_last_hundred_settled_messages_are_kept()
    {
        var outbox = Enumerable.Range(1, 120).Aggregate(new OutboxState(), (state, n) =>
        {
            var message = Paid with { MessageId = $"OrderPaid.{n}" };
            return OutboxRules.Enqueue(state, message, Noon).Settle(message, SendOutcome.Accepted, Noon);
        });

        Assert.Equal(OutboxRules.MostSettled, outbox.Settled.Length);
        Assert.Equal("OrderPaid.120", outbox.Settled[^1].MessageId);
    }
}
