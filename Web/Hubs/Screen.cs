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

    public void Show(FeedFrameJson frame) => _latest.Writer.TryWrite(frame);

    /// <summary>Frames with rising versions, at most five a second.</summary>
    public async IAsyncEnumerable<FeedFrameJson> FramesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var shown = 0L;
        while (await _latest.Reader.WaitToReadAsync(stop))
        {
            if (!_latest.Reader.TryRead(out var frame) || frame.Version <= shown) continue;
            shown = frame.Version;
            yield return frame;
            await Task.Delay(Pause, clock, stop);
        }
    }
}
