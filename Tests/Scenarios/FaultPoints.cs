using Commerce.Payments;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.Timers;

namespace Commerce.Tests.Scenarios;

/// <summary>What happens at a point: something is lost and all else goes on, or the process ends there.</summary>
public enum Fault
{
    Lost,
    Crash,
}

/// <summary>
/// Every place where an order can be cut off: before and after each write, each entry of the stock's journal, each call to or by an order,
/// a coupon or a customer's points, and each request to the provider. They are counted as they come by, and at one of them something
/// happens: a write, a call or an answer is lost, the provider is silent, or the host is dead from there on.
/// </summary>
internal sealed class FaultPoints
{
    private int _seen;
    private int _target = int.MaxValue;
    private Fault _fault;
    private Life _life = null!;

    /// <summary>Where it happened; null when the run was over before.</summary>
    public string? Failed { get; private set; }

    /// <summary>The host writes, calls and answers nothing any more: start another one over its files.</summary>
    public bool IsDead => _life.IsDead;

    public void Arm(int point, Fault fault = Fault.Lost) => (_seen, _target, _fault, Failed) = (0, point, fault, null);

    public void Disarm() => _target = int.MaxValue;

    /// <summary>Once for each host that is started: one that has died stays dead, whatever of it still runs.</summary>
    public void AddTo(IServiceCollection services)
    {
        var life = _life = new Life(this);
        services.AddSingleton<IIncomingGrainCallFilter>(new FaultyCalls(life));
        var storage = services.Single(made => made.IsKeyedService && made.ServiceType == typeof(IGrainStorage) && "Default".Equals(made.ServiceKey));
        services.Remove(storage);
        services.AddKeyedSingleton<IGrainStorage>(
            "Default", (all, key) => new FaultyStorage((IGrainStorage)storage.KeyedImplementationFactory!(all, key), life));
        services.AddSingleton<Commerce.Stock.IStockJournal>(all => new FaultyJournal(all.GetRequiredService<Commerce.Silo.Stock.StockJournal>(), life));
        var reminders = services.Last(made => made.ServiceType == typeof(IReminderRegistry));
        services.AddSingleton<IReminderRegistry>(all => new FaultyReminders(
            (IReminderRegistry)(reminders.ImplementationFactory?.Invoke(all) ?? ActivatorUtilities.CreateInstance(all, reminders.ImplementationType!)), life));
        var gateway = services.Last(made => made.ServiceType == typeof(IPaymentGateway));
        services.AddSingleton<IPaymentGateway>(new FaultyGateway((IPaymentGateway)gateway.ImplementationInstance!, life));
    }

    /// <summary>One host, from its start to its end.</summary>
    internal sealed class Life(FaultPoints points)
    {
        public volatile bool IsDead;

        public void Pass(string where)
        {
            Live();
            if (Interlocked.Increment(ref points._seen) - 1 != points._target) return;
            points.Failed = where;
            IsDead = points._fault == Fault.Crash;
            throw new IOException(where);
        }

        public void Live()
        {
            if (IsDead) throw new IOException("the host is dead");
        }
    }
}
