using System.Threading.Channels;
using Commerce.Stock;

namespace Commerce.Tests.Stock;

/// <summary>A stock that is looked at, and answers when the test says so.</summary>
internal sealed class LookedAtStock : StockOnPaper
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private int _count;

    public int Calls => Volatile.Read(ref _count);

    public ValueTask<Call> NextAsync() => _calls.Reader.ReadAsync();

    public override Task<RecogniseReply> Recognise(RecogniseRequest request)
    {
        Interlocked.Increment(ref _count);
        var call = new Call(request.HoldIds);
        _calls.Writer.TryWrite(call);
        return call.Reply.Task;
    }

    internal sealed class Call(ImmutableArray<string> holdIds)
    {
        public ImmutableArray<string> HoldIds => holdIds;

        public TaskCompletionSource<RecogniseReply> Reply { get; } = new();

        public void Answer(StockView stock, params ImmutableArray<string> known) => Reply.SetResult(new(stock, known));

        public void Fail() => Reply.SetException(new StockJournalException("the disk is gone"));
    }
}
