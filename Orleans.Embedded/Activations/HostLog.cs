using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>What the host has to say.</summary>
internal sealed partial class HostLog(ILogger logger)
{
    public void OneWayFailed(RequestBase request, GrainId target, Exception exception) => OneWayFailed(request.ToString(), target, exception);

    [LoggerMessage(EventId = 9001, Level = LogLevel.Warning, Message = "One-way call {Call} to {Target} failed; its caller is not told.")]
    public partial void OneWayFailed(string call, GrainId target, Exception exception);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Error, Message = "{Grain} could not be activated. Calls that wait for it fail; the next one tries again.")]
    public partial void ActivationFailed(GrainId grain, Exception exception);

    [LoggerMessage(EventId = 9003, Level = LogLevel.Error, Message = "{Grain} failed while it was deactivated. It is gone all the same.")]
    public partial void DeactivationFailed(GrainId grain, Exception exception);

    [LoggerMessage(EventId = 9004, Level = LogLevel.Error, Message = "A timer of {Grain} failed. It goes on ticking.")]
    public partial void TimerFailed(GrainId grain, Exception exception);

    [LoggerMessage(EventId = 9005, Level = LogLevel.Error, Message = "Reminder {Reminder} of {Grain} failed. It ticks again after its period.")]
    public partial void ReminderFailed(string reminder, GrainId grain, Exception exception);

    [LoggerMessage(EventId = 9006, Level = LogLevel.Error, Message = "The reminders due soon could not be read. They are read again in a moment.")]
    public partial void RemindersUnread(Exception exception);

    [LoggerMessage(EventId = 9007, Level = LogLevel.Debug, Message = "{Call} to observer {Observer} was dropped: the object is gone.")]
    public partial void ObserverGone(string call, GrainId observer);

    [LoggerMessage(EventId = 9008, Level = LogLevel.Warning, Message = "The host stopped before all grains had been deactivated.")]
    public partial void StoppedEarly(Exception exception);
}
