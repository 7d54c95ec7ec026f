using Microsoft.Extensions.Options;
using Orleans.Activations;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>Takes what grains ask of their reminders, and refuses what makes no sense.</summary>
internal sealed class ReminderRegistry(ReminderService reminders, IReminderStore store, IOptions<ReminderOptions> options) : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (dueTime == Timeout.InfiniteTimeSpan || period == Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                dueTime == Timeout.InfiniteTimeSpan ? nameof(dueTime) : nameof(period), "A reminder is due at some time and comes again after some time.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        var shortest = options.Value.MinimumReminderPeriod;
        if (period < shortest)
        {
            throw new ArgumentException($"Reminder \"{reminderName}\" would come every {period}; the shortest period allowed is {shortest}.", nameof(period));
        }

        ThrowOutsideGrains();
        return reminders.RegisterAsync(callingGrainId, reminderName, dueTime, period);
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ThrowOutsideGrains();
        return reminders.UnregisterAsync((ReminderRow)reminder);
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ThrowOutsideGrains();
        return Task.FromResult<IGrainReminder?>(store.Find(callingGrainId, reminderName));
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        ThrowOutsideGrains();
        return Task.FromResult(store.Of(callingGrainId).ConvertAll(row => (IGrainReminder)row));
    }

    private static void ThrowOutsideGrains()
    {
        if (Activation.Current is null) throw new InvalidOperationException("Reminders are a grain's own business: this does not run in a turn of a grain.");
    }
}
