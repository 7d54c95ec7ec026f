namespace Commerce.Messaging;

/// <summary>What one customer is to be sent. Key: <c>shop/customer</c>. Stored before it is sent; accepted by LINE once.</summary>
[Alias("outbox")]
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>Stores the intent to send. The same message id is taken once, ever.</summary>
    [Alias("enqueue")]
    Task Enqueue(EnqueueRequest request);

    /// <summary>The message to send now; null when nothing is due.</summary>
    [Alias("next"), ReadOnly]
    Task<OutgoingMessage?> Next();

    /// <summary>Fixes the body before the first attempt: LINE wants every retry of a key to be the same message.</summary>
    [Alias("fix")]
    Task Fix(FixRequest request);

    /// <summary>How an attempt ended.</summary>
    [Alias("settle")]
    Task Settle(SettleRequest request);

    [Alias("look"), ReadOnly]
    Task<OutboxView> Look();
}

/// <summary>Carries outbox messages to LINE and the answers back. Key: shop id. It keeps nothing; the outbox starts a lost run again.</summary>
[Alias("outbox-dispatcher")]
public interface IOutboxDispatcherGrain : IGrainWithStringKey
{
    [Alias("run")]
    Task Run(string customerId);
}
