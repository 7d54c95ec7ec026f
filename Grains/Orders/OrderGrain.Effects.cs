using Commerce.Carts;
using Commerce.Customers;
using Commerce.Feed;
using Commerce.Messaging;
using Commerce.Payments;
using Commerce.Stock;

namespace Commerce.Orders;

/// <summary>
/// What an order does in other grains. Every call is idempotent by the order's id and is marked done after it was made, so a crash
/// in between makes it twice and it happens once.
/// </summary>
internal sealed partial class OrderGrain
{
    private int _published;
    private bool _publishing;

    private async Task PayOwed()
    {
        while (Order.Owed != OrderEffects.None || !Order.Notices.IsEmpty || !Order.PartNotices.IsEmpty)
        {
            var order = Order;
            await Store(order.Owed switch
            {
                var owed when owed.HasFlag(OrderEffects.HoldUnits) => [await HoldUnits(order)],
                var owed when owed.HasFlag(OrderEffects.SpendBenefits) => [await SpendBenefits(order)],
                var owed when owed.HasFlag(OrderEffects.SecureUnits) => OrderRules.Secured(order, await SecureUnits(order), clock.GetUtcNow()).Events,
                var owed when owed.HasFlag(OrderEffects.ExtendHolds) => [await ExtendHolds(order)],
                _ => await TellOthers(order),
            });
        }
    }

    private async Task<OrderEvent> HoldUnits(OrderState order)
    {
        DateTimeOffset? until = null;
        var judgedBy = ImmutableDictionary.CreateBuilder<string, long>();
        foreach (var claim in OrderRules.Claims(order))
        {
            var reply = await Stock(claim).Hold(new(order.OrderId, order.CustomerId, claim.Quantity, claim.Replaces, order.Segments));
            judgedBy[claim.Part] = reply.Version;
            if (reply.Refused is { } refused)
            {
                return OrderRules.Held(refused with { Subject = claim.Sku }, null, clock.GetUtcNow(), judgedBy.ToImmutable());
            }

            if (until is null || reply.HeldUntil < until) until = reply.HeldUntil;
        }

        return OrderRules.Held(null, until, clock.GetUtcNow(), judgedBy.ToImmutable());
    }

    private async Task<OrderEvent> ExtendHolds(OrderState order)
    {
        DateTimeOffset? until = null;
        foreach (var claim in OrderRules.Claims(order))
        {
            var reply = await Stock(claim).Extend(new(order.OrderId));
            // A hold that has ended cannot be lengthened: the order keeps its old end and ends with it.
            var end = reply.HeldUntil ?? order.HeldUntil;
            if (until is null || end < until) until = end;
        }

        return new HoldsExtended(until!.Value);
    }

    /// <summary>All lines sold, or the refusal of the first that was not to be had any more.</summary>
    private async Task<Refusal?> SecureUnits(OrderState order)
    {
        if (order.Status == OrderStatus.Expired && await BenefitsAgain(order) is { } spent) return spent;
        foreach (var claim in OrderRules.Claims(order))
        {
            if ((await Stock(claim).Commit(new(order.OrderId))).Refused is null) continue;

            // The money came after the hold had ended: take the units again if they are still there.
            var again = await Stock(claim).Hold(new(LateHold(order), order.CustomerId, claim.Quantity, Segments: order.Segments));
            if (again.Refused is { } refused) return refused with { Subject = claim.Sku };
            if ((await Stock(claim).Commit(new(LateHold(order)))).Refused is { } ended) return ended with { Subject = claim.Sku };
        }

        return null;
    }

    private async Task<ImmutableArray<OrderEvent>> TellOthers(OrderState order)
    {
        if (order.Owed.HasFlag(OrderEffects.ReleaseUnits)) await ReleaseUnits(order);
        if (order.Owed.HasFlag(OrderEffects.ReturnBenefits)) await ReturnBenefits(order);
        if (order.Owed.HasFlag(OrderEffects.EarnPoints)) await EarnPoints(order);
        if (order.Owed.HasFlag(OrderEffects.TellCartBought))
        {
            await Cart(order).Bought(new(order.OrderId, [.. order.Quote.Lines.Select(line => new OrderedUnits(line.Sku, line.Quantity))]));
            await RememberPeople(order);
        }

        if (order.Owed.HasFlag(OrderEffects.TellCartEnded)) await Cart(order).CheckoutEnded(new(order.CheckoutKey));
        var outbox = GrainFactory.GetGrain<IOutboxGrain>(Keys.Of(_shop, order.CustomerId));
        foreach (var purpose in order.Notices.Distinct()) await outbox.Enqueue(new(NoticeIds.Of(purpose, order.OrderId), purpose, order.OrderId));
        foreach (var (purpose, part) in order.PartNotices) await outbox.Enqueue(new(NoticeIds.Of(purpose, order.OrderId, part), purpose, order.OrderId));
        return
        [
            new EffectsDone(order.Owed), .. order.Notices.Select(purpose => new NoticeQueued(purpose)),
            .. order.PartNotices.Select(notice => new PartNoticeQueued(notice)),
        ];
    }

    /// <summary>For the next form: the recipient last, so that it begins with them.</summary>
    private async Task RememberPeople(OrderState order)
    {
        var customer = GrainFactory.GetGrain<ICustomerGrain>(Keys.Of(_shop, order.CustomerId));
        if (order.Details.Orderer is { } orderer) await customer.Remember(orderer);
        await customer.Remember(order.Recipient!);
        await GrainFactory.GetGrain<ICheckoutGrain>(Keys.Of(_shop, order.CustomerId)).End(new(order.PlacedAt));
    }

    private async Task ReleaseUnits(OrderState order)
    {
        foreach (var claim in OrderRules.Claims(order))
        {
            await Stock(claim).Release(new(order.OrderId));
            await Stock(claim).Release(new(LateHold(order)));
            if (claim.Replaces is { } held) await Stock(claim).Release(new(held));
        }
    }

    private void AskProvider(bool alsoOpen = false)
    {
        // The payment is opened for the shopper who waits for its ticket (IPaymentDispatcherGrain.Open).
        if (OrderRules.NextTask(Order) is not { } task || (task.Verb == PaymentVerb.Create && !alsoOpen && !Order.Status.IsOver())) return;
        var payments = GrainFactory.GetGrain<IPaymentDispatcherGrain>(this.GetPrimaryKeyString());
        payments.Run(_orderId).GoOn(log, "ask the payment provider", _orderId);
    }

    /// <summary>Tells desk and order book; what changes meanwhile travels with the next round.</summary>
    private void Publish()
    {
        if (_publishing || _published >= Order.Version) return;
        _publishing = true;
        PublishAsync().GoOn(log, "publish the order", _orderId);
    }

    private async Task PublishAsync()
    {
        try
        {
            while (_published < Order.Version)
            {
                var view = OrderViews.Of(Order);
                await Task.WhenAll(
                    GrainFactory.GetGrain<IFeedGrain>(_shop).OrderChanged(OrderViews.Line(view)),
                    book.RecordAsync(_shop, view, CancellationToken.None));
                _published = view.Version;
            }
        }
        finally
        {
            _publishing = false;
        }
    }

    private static string LateHold(OrderState order) => OrderRules.LateName(order);

    private IStockGrain Stock(Claim claim) => GrainFactory.GetGrain<IStockGrain>($"{_shop}/{claim.Part}");

    private ICartGrain Cart(OrderState order) => GrainFactory.GetGrain<ICartGrain>(Keys.Of(_shop, order.CustomerId));
}
