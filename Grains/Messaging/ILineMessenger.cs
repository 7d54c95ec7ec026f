using Commerce.Shops;

namespace Commerce.Messaging;

/// <summary>The way out to LINE. Never throws for what LINE may answer or fail to answer: that is <see cref="SendOutcome"/>.</summary>
public interface ILineMessenger
{
    /// <param name="body">A JSON array of one to five LINE message objects.</param>
    Task<SendResult> PushAsync(ShopChannels channels, string to, Guid retryKey, string body, CancellationToken stop);

    /// <summary>Answers a webhook event. Not repeatable: the token works once, for about a minute.</summary>
    Task<SendResult> ReplyAsync(ShopChannels channels, string replyToken, string body, CancellationToken stop);
}

/// <param name="Detail">LINE's own words and request id, for the merchant's list of dead letters.</param>
public sealed record SendResult(SendOutcome Outcome, string? Detail = null);
