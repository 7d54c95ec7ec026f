using Commerce.Messaging;
using Commerce.Shops;

namespace Commerce.Carts;

/// <summary>
/// The reminder that brings the owner back. It is set once per episode, before the episode is stored, and not on each touch:
/// a tick that comes too early sets it again, one that finds no open episode ends it.
/// </summary>
internal sealed partial class CartGrain
{
    private const string LeftBehind = "left-behind";
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("cart", status);
        var tick = CartRules.Tick(Cart, clock.GetUtcNow(), await RemindAfterAsync());
        if (tick.Means == TickMeans.NotYet)
        {
            await this.RegisterOrUpdateReminder(LeftBehind, tick.Wait, Again);
            return;
        }

        await this.StoreAsync(stored, tick.Cart);
        if (tick.Means == TickMeans.Remind)
        {
            var episode = CartRules.EpisodeName(Cart);
            await GrainFactory.GetGrain<IOutboxGrain>(this.GetPrimaryKeyString())
                .Enqueue(new($"cart-reminder.{episode}.1", MessagePurpose.CartReminder, episode));
        }

        await DisarmAsync();
    }

    public async Task<ReminderView> Reminder(ReminderRequest request)
    {
        if (!CartRules.IsDue(Cart, request)) return new(false, []);
        var view = await ViewAsync();
        ImmutableArray<CartLine> buyable = [.. view.Lines.Where(line => line.Refused is null)];
        return new(!buyable.IsEmpty, buyable);
    }

    /// <summary>Stores a cart, with its reminder set before an episode begins and ended after it is over.</summary>
    private async Task KeepAsync(CartState next)
    {
        var (was, wasOpen) = (Cart.Episode, Cart.Standing == EpisodeStanding.Open);
        var isOpen = next.Standing == EpisodeStanding.Open;
        if (isOpen && (!wasOpen || next.Episode != was)) await this.RegisterOrUpdateReminder(LeftBehind, await RemindAfterAsync(), Again);
        await this.StoreAsync(stored, next);
        if (wasOpen && !isOpen) await DisarmAsync();
    }

    private async Task DisarmAsync()
    {
        if (await this.GetReminder(LeftBehind) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private async Task<TimeSpan> RemindAfterAsync() =>
        (await GrainFactory.GetGrain<IShopGrain>(Shop).Look())?.Settings.RemindAfter ?? TimeSpan.FromHours(1);
}
