using Commerce.Tests.Contract;
using Commerce.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Persistence.Sqlite;

namespace Commerce.Tests.Embedded;

internal interface IStatusGrain : IGrainWithStringKey
{
    Task Remind(TimeSpan due, TimeSpan period);

    Task RemindOften(int from, int count, TimeSpan due);

    Task<int> Count();
}

internal sealed class StatusGrain : Grain, IStatusGrain, IRemindable
{
    public Task Remind(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("cart", due, period);

    public Task RemindOften(int from, int count, TimeSpan due) => Task.WhenAll(
        Enumerable.Range(from, count).Select(i => this.RegisterOrUpdateReminder($"cart-{i}", due, TimeSpan.FromDays(1))));

    public async Task<int> Count() => (await this.GetReminders()).Count;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Stage.Of(this.GetPrimaryKeyString()).Say($"{status.FirstTickTime:HH:mm} {status.Period:h\\:mm} {status.CurrentTickTime:HH:mm}");
        return Task.CompletedTask;
    }
}

/// <summary>Reminders in the file: they survive the host, and cost nothing while they wait.</summary>
public sealed class DurableReminderTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly Stage _stage = Stage.New();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tick_missed_while_the_host_was_down_comes_once_late_and_the_next_in_its_time()
    {
        await using (var host = await EmbeddedHost.StartAsync(_folder, _clock)) await Grain(host).Remind(Hour, Hour);
        _clock.Advance(3.5 * Hour);

        await using var restarted = await EmbeddedHost.StartAsync(_folder, _clock);
        await _stage.Hears("13:00 1:00 15:30");
        await Settled(restarted);
        _stage.IsSilent();
        _clock.Advance(0.5 * Hour);
        await _stage.Hears("13:00 1:00 16:00");
    }

    [Fact]
    public async Task A_tick_that_was_delivered_is_not_delivered_again_after_a_restart()
    {
        await using (var host = await EmbeddedHost.StartAsync(_folder, _clock))
        {
            await Grain(host).Remind(Hour, Hour);
            _clock.Advance(Hour);
            await _stage.Hears("13:00 1:00 13:00");
        }

        await using var restarted = await EmbeddedHost.StartAsync(_folder, _clock);
        await Settled(restarted);
        _stage.IsSilent();
        _clock.Advance(Hour);
        await _stage.Hears("13:00 1:00 14:00");
    }

    [Fact]
    public async Task A_reminder_beyond_the_window_in_memory_comes_in_its_time()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder, _clock);
        await Grain(host).Remind(5 * Hour, Hour);
        _clock.Advance(5 * Hour);

        await _stage.Hears("17:00 1:00 17:00");
    }

    [Fact]
    public async Task A_hundred_thousand_armed_reminders_have_one_timer()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder, _clock);
        var timers = _clock.ArmedTimers;

        // Half of them are due within the window that is held in memory, half of them are not.
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Grain(host, $"{_stage.Key}-{i}").RemindOften(0, 1000, i % 2 == 0 ? TimeSpan.FromMinutes(5) : Hour)));

        Assert.Equal(timers, _clock.ArmedTimers);
        Assert.Equal(1000, await Grain(host, $"{_stage.Key}-7").Count());
        Assert.Equal(50_000, host.Services.GetRequiredService<Orleans.Reminders.ReminderService>().InMemory);
    }

    [Fact]
    public async Task What_is_due_is_found_by_an_index()
    {
        await using var host = await EmbeddedHost.StartAsync(_folder, _clock);
        var plan = host.Services.GetRequiredService<SqliteStore>().Query(
            "EXPLAIN QUERY PLAN SELECT grain FROM reminder WHERE next_due >= 1 AND next_due < 2",
            _ => { },
            row => System.Text.Encoding.UTF8.GetString(row.Bytes(3)));

        Assert.Contains("reminder_due", Assert.Single(plan), StringComparison.Ordinal);
    }

    private static Task Settled(EmbeddedHost host) => host.Services.GetRequiredService<Orleans.Reminders.ReminderService>().WhenQuietAsync();

    private IStatusGrain Grain(EmbeddedHost host) => Grain(host, _stage.Key);

    private static IStatusGrain Grain(EmbeddedHost host, string key) => host.Grains.GetGrain<IStatusGrain>(key);
}
