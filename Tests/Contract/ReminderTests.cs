namespace Commerce.Tests.Contract;

internal interface IRemindedGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();

    Task End();
}

internal sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Stage.Say(reminderName);
        if (reminderName == "once") await Forget("once");
    }
}

/// <summary>Reminders wake grains, living or not.</summary>
public sealed class ReminderTests : ContractTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Stage _stage = Stage.New();

    private IRemindedGrain Grain => Grains.GetGrain<IRemindedGrain>(_stage.Key);

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_has_no_activation()
    {
        await Grain.Remind("cart", Second, Hour);
        await Grain.End();
        await Host.PassAsync(Second);

        await _stage.Hears("cart");
    }

    [Fact]
    public async Task A_reminder_may_be_taken_back_while_it_ticks()
    {
        await Grain.Remind("once", Second, Hour);
        await Host.PassAsync(Second);
        await _stage.Hears("once");

        Assert.Empty(await Grain.Names());
    }

    [Fact]
    public async Task Registering_again_replaces()
    {
        await Grain.Remind("cart", Hour, Hour);
        await Grain.Remind("cart", Second, Hour);
        Assert.Equal(["cart"], await Grain.Names());
        await Host.PassAsync(Second);

        await _stage.Hears("cart");
        _stage.IsSilent();
    }

    [Fact]
    public async Task A_grain_knows_its_reminders_and_can_take_them_back()
    {
        await Grain.Remind("cart", Second, Hour);
        await Grain.Remind("stock", Hour, Hour);
        await Grain.Forget("cart");
        Assert.Equal(["stock"], await Grain.Names());
        await Host.PassAsync(2 * Second);
        await Grain.Names();

        _stage.IsSilent();
    }

    [Theory]
    [InlineData(-1, 60)]
    [InlineData(0, -1)]
    public async Task Negative_times_are_refused(int due, int period) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Grain.Remind("cart", due * Second, period * Second));
}
