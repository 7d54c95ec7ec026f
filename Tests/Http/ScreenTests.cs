using Commerce.Tests.Support;
using Commerce.Web.Hubs;

namespace Commerce.Tests.Http;

/// <summary>One open desk: latest wins, at most five frames a second.</summary>
public sealed class ScreenTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_slow_screen_gets_the_latest_frame_and_not_those_it_missed()
    {
        var screen = new Screen(_clock);
        await using var frames = screen.FramesAsync(CancellationToken.None).GetAsyncEnumerator();

        for (var version = 1; version <= 100; version++) screen.Show(Frame(version));
        await frames.MoveNextAsync();

        Assert.Equal(100, frames.Current.Version);
    }

    [Fact]
    public async Task Frames_are_a_fifth_of_a_second_apart()
    {
        var screen = new Screen(_clock);
        await using var frames = screen.FramesAsync(CancellationToken.None).GetAsyncEnumerator();
        screen.Show(Frame(1));
        await frames.MoveNextAsync();

        screen.Show(Frame(2));
        var next = frames.MoveNextAsync();
        _clock.Advance(Screen.Pause - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);

        screen.Show(Frame(3));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next);
        Assert.Equal(3, frames.Current.Version);
    }

    [Fact]
    public async Task A_frame_that_is_not_newer_is_not_shown()
    {
        var screen = new Screen(_clock);
        await using var frames = screen.FramesAsync(CancellationToken.None).GetAsyncEnumerator();
        screen.Show(Frame(5));
        await frames.MoveNextAsync();

        var next = frames.MoveNextAsync();
        _clock.Advance(Screen.Pause);
        screen.Show(Frame(4));
        screen.Show(Frame(6));

        Assert.True(await next);
        Assert.Equal(6, frames.Current.Version);
    }

    [Fact]
    public async Task A_frame_that_was_overtaken_does_not_push_out_the_newer_one()
    {
        var screen = new Screen(_clock);
        await using var frames = screen.FramesAsync(CancellationToken.None).GetAsyncEnumerator();

        screen.Show(Frame(6));
        screen.Show(Frame(5));
        await frames.MoveNextAsync();

        Assert.Equal(6, frames.Current.Version);
    }

    private static FeedFrameJson Frame(long version) =>
        new(version, default, default, new(0, 0, 0, 0, 0), [], [], []);
}
