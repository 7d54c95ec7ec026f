using Commerce.Payments;
using Commerce.Shops;
using Commerce.Stock;
using Orleans.Storage;
using Orleans.Timers;

namespace Commerce.Tests.Scenarios;

/// <summary>Calls to or by an order, a coupon or a customer's points.</summary>
internal sealed class FaultyCalls(FaultPoints.Life life) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        life.Live();
        var concerns = Concerns(context.SourceId) || Concerns(context.TargetId);
        if (concerns) life.Pass("before " + context.MethodName);
        await context.Invoke();
        if (concerns) life.Pass("after " + context.MethodName);
        life.Live();
    }

    private static bool Concerns(GrainId? id) => id?.Type.ToString() is "order" or "coupon" or "coupon-holder" or "points";
}

/// <summary>Every state that changes with an order: its own, the cart's, the coupon's, the points'.</summary>
internal sealed class FaultyStorage(IGrainStorage inner, FaultPoints.Life life) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        life.Live();
        // The feed is told by the way, and by nobody who waits for it.
        var concerns = stateName is not "feed";
        if (concerns) life.Pass($"before writing {stateName}");
        await inner.WriteStateAsync(stateName, grainId, grainState);
        if (concerns) life.Pass($"after writing {stateName}");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        life.Live();
        return inner.ClearStateAsync(stateName, grainId, grainState);
    }
}

/// <summary>Entries of the stock that are not stored, or are stored without anybody hearing of it.</summary>
internal sealed class FaultyJournal(IStockJournal inner, FaultPoints.Life life) : IStockJournal
{
    public bool HasRoom => inner.HasRoom;

    public Task<OpenedLog> OpenAsync(string key, CancellationToken stop)
    {
        life.Live();
        return inner.OpenAsync(key, stop);
    }

    public Task Append(string key, long epoch, in StockEntry entry)
    {
        var copy = entry;
        return Faulty(() => inner.Append(key, epoch, copy));
    }

    public Task Append(string key, long epoch, in StockEntry first, in StockEntry second)
    {
        var (one, other) = (first, second);
        return Faulty(() => inner.Append(key, epoch, one, other));
    }

    public Task Confirm(string key, long epoch, long sequence) => life.IsDead ? Lost(new IOException("the host is dead")) : inner.Confirm(key, epoch, sequence);

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop)
    {
        life.Live();
        return inner.SnapshotAsync(key, epoch, sequence, state, stop);
    }

    private async Task Faulty(Func<Task> append)
    {
        try
        {
            life.Pass("before an entry of the stock");
            await append();
            life.Pass("after an entry of the stock");
        }
        catch (IOException fault)
        {
            await Lost(fault);
        }
    }

    private static Task Lost(IOException fault) => Task.FromException(new StockJournalException(fault.Message, fault));
}

internal sealed class FaultyReminders(IReminderRegistry inner, FaultPoints.Life life) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var concerns = callingGrainId.Type.ToString() == "order";
        if (concerns) life.Pass("before arming the reminder");
        else life.Live();
        var reminder = await inner.RegisterOrUpdateReminder(callingGrainId, reminderName, dueTime, period);
        if (concerns) life.Pass("after arming the reminder");
        return reminder;
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        life.Live();
        return inner.UnregisterReminder(callingGrainId, reminder);
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => inner.GetReminder(callingGrainId, reminderName);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => inner.GetReminders(callingGrainId);
}

/// <summary>A provider that is silent before or after it has done what it was asked for.</summary>
internal sealed class FaultyGateway(IPaymentGateway inner, FaultPoints.Life life) : IPaymentGateway
{
    public async Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop)
    {
        try
        {
            life.Pass($"before {task.Verb} at the provider");
            var answer = await inner.DoAsync(channels, shop, task, stop);
            life.Pass($"after {task.Verb} at the provider");
            return answer;
        }
        catch (IOException) when (!life.IsDead)
        {
            return new(new(task.Verb, task.Key, PaymentStanding.Unknown, task.IntentId, Yen.Zero, Yen.Zero, null, null), null);
        }
    }
}
