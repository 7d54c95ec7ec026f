using System.Collections.Concurrent;
using System.Threading.Channels;
using Commerce.Messaging;
using Commerce.Shops;

namespace Commerce.Tests.Scenarios;

/// <summary>LINE as a list of what was sent to it, answering what the test wants it to answer.</summary>
internal sealed class LineOnPaper : ILineMessenger
{
    private readonly Channel<SentMessage> _sent = Channel.CreateUnbounded<SentMessage>();
    private readonly ConcurrentQueue<SendOutcome> _answers = new();
    private int _count;

    public int Count => _count;

    /// <summary>What the next messages get for an answer; after them all are accepted.</summary>
    public void Answers(params SendOutcome[] outcomes) => Array.ForEach(outcomes, _answers.Enqueue);

    public async Task<SentMessage> Next() => await _sent.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

    public Task<SendResult> PushAsync(ShopChannels channels, string to, Guid retryKey, string body, CancellationToken stop) =>
        Take(new(to, retryKey, null, body));

    public Task<SendResult> ReplyAsync(ShopChannels channels, string replyToken, string body, CancellationToken stop) =>
        Take(new(null, null, replyToken, body));

    private Task<SendResult> Take(SentMessage message)
    {
        Interlocked.Increment(ref _count);
        _sent.Writer.TryWrite(message);
        return Task.FromResult(new SendResult(_answers.TryDequeue(out var outcome) ? outcome : SendOutcome.Accepted));
    }
}

internal sealed record SentMessage(string? To, Guid? RetryKey, string? ReplyToken, string Body);
