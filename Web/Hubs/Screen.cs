using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Commerce.Web.Hubs;

/// <summary>
/// One open desk. It keeps only the latest frame: a slow screen misses frames, never holds up another, and is right again with the next one.
/// </summary>
internal sealed class Screen(TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<FeedFrameJson> _latest =
        Channel.CreateBounded<FeedFrameJson>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Lock _gate = new();
    private long _newest;

    /// <summary>Between machines a frame may overtake another: one that comes late must not push the newer one out.</summary>
    public void Show(FeedFrameJson frame)
    {
        lock (_gate)
        {
            if (frame.Version <= _newest) return;
            _newest = frame.Version;
            _latest.Writer.TryWrite(frame);
        }
    }

    /// <summary>Frames with rising versions, at most five a second.</summary>
    public async IAsyncEnumerable<FeedFrameJson> FramesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (await _latest.Reader.WaitToReadAsync(stop))
        {
            if (!_latest.Reader.TryRead(out var frame)) continue;
            yield return frame;
            await Task.Delay(Pause, clock, stop);
        }
    }
}
