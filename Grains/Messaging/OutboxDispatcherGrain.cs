using Commerce.Shops;

namespace Commerce.Messaging;

/// <summary>
/// Carries messages out, looking at everything again right before each attempt. Keeps nothing: what happened is in the outbox, and
/// a run that is lost is started again from there.
/// </summary>
[GrainType("outbox-dispatcher"), StatelessWorker, Reentrant]
internal sealed partial class OutboxDispatcherGrain(ILineMessenger line, PublicAddress address, TimeProvider clock)
    : Grain, IOutboxDispatcherGrain
{
    // Shorter than a call may take: what is left is sent by the next run, which the outbox starts.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private string Shop => this.GetPrimaryKeyString();

    public async Task Run(string customerId)
    {
        var outbox = GrainFactory.GetGrain<IOutboxGrain>(Keys.Of(Shop, customerId));
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Longest && await outbox.Next() is { } message)
        {
            var channels = await GrainFactory.GetGrain<IShopGrain>(Shop).Channels();
            if (await ObjectionAsync(customerId, message, channels) is { } objection)
            {
                await outbox.Settle(new(message.MessageId, objection.Outcome, objection.Detail));
            }
            else if (message.Body is null)
            {
                await FixAsync(outbox, customerId, message, channels!);
            }
            else
            {
                var sent = await SendAsync(customerId, message, message.Body, channels!);
                await outbox.Settle(new(message.MessageId, sent.Outcome, sent.Detail));
            }
        }
    }

    private Task<SendResult> SendAsync(string customerId, OutgoingMessage message, string body, ShopChannels channels) =>
        message.ReplyToken is { } token
            ? line.ReplyAsync(channels, token, body, CancellationToken.None)
            : line.PushAsync(channels, customerId, message.RetryKey, body, CancellationToken.None);

    /// <summary>The body is stored before the first attempt; the next round of the loop looks again and sends it.</summary>
    private async Task FixAsync(IOutboxGrain outbox, string customerId, OutgoingMessage message, ShopChannels channels)
    {
        var body = await ComposeAsync(customerId, message, ShopLinks.Of(channels, address));
        await (body is null
            ? outbox.Settle(new(message.MessageId, SendOutcome.Withdrawn, "there is nothing to tell any more"))
            : outbox.Fix(new(message.MessageId, body)));
    }
}
