using Commerce.Silo.Operations;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Operations;

/// <summary>Readiness asks rarely, waits briefly and names what is missing.</summary>
public sealed class ReadinessTests
{
    private readonly ManualClock _clock = new();
    private int _asked;

    [Fact]
    public async Task Whatever_does_not_answer_is_named_and_the_rest_is_not()
    {
        var readiness = Make(new("journal", _ => throw new IOException("Password=hidden")), new("books", _ => Task.CompletedTask));

        Assert.Equal("journal", Assert.Single(await readiness.MissingAsync()));
        Assert.Equal("journal", Assert.Single(await readiness.MissingAsync()));
    }

    [Fact]
    public async Task Everything_is_asked_once_a_second_however_many_ask()
    {
        var readiness = Make(new ReadyCheck("journal", _ => Task.FromResult(Interlocked.Increment(ref _asked))));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => readiness.MissingAsync()));
        Assert.Equal(1, _asked);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await readiness.MissingAsync();

        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_hangs_is_given_up_on_even_when_it_awaits_nothing(bool awaits)
    {
        using var never = new ManualResetEventSlim();
        var readiness = Make(
            new("journal", _ =>
            {
                if (awaits) return new TaskCompletionSource().Task;
                never.Wait(CancellationToken.None);   // deaf to whoever gives up on it
                return Task.CompletedTask;
            }),
            new("books", _ => Task.CompletedTask));

        Assert.Equal("journal", Assert.Single(await readiness.MissingAsync()));
        never.Set();
    }

    [Fact]
    public async Task What_comes_back_is_ready_again()
    {
        var down = true;
        var readiness = Make(new ReadyCheck("journal", _ => down ? throw new IOException() : Task.CompletedTask));
        Assert.Equal("journal", Assert.Single(await readiness.MissingAsync()));

        down = false;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await readiness.MissingAsync());
    }

    private Readiness Make(params ReadyCheck[] checks) => new(checks, _clock, NullLogger<Readiness>.Instance);
}
