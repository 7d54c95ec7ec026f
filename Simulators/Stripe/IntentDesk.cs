using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// Runs the rules on an intent in its slot and commits what they decided. A slot that is busy with the card network refuses others
/// with <c>lock_timeout</c>, as Stripe does for two calls on one object.
/// </summary>
internal sealed class IntentDesk(StripeBooks books, StripeSimulatorOptions options, DueQueue due)
{
    private static readonly StripeReply Locked = new(
        429,
        new ErrorBody(StripeError.Invalid("This object cannot be accessed right now because another API request is currently accessing it.", "lock_timeout")),
        Executed: false);

    public StripeReply Change(StripeCall call, IntentSlot slot, Func<IntentFile, Step> rule, Func<IntentFile, object> show, bool owner = false)
    {
        lock (slot.Gate)
        {
            if (slot.Busy && !owner) return Locked;
            var step = rule(slot.File);
            List<Change> changes = [];
            if (!ReferenceEquals(step.File, slot.File)) changes.Add(books.Put(slot, step.File));
            changes.AddRange(Attach(step));
            var reply = step.Error is { } error ? StripeReply.Failed(error) : StripeReply.Ok(show(step.File));
            return books.Commit(call, reply, changes, step.Happened);
        }
    }

    /// <summary>A confirm: the network may take its time, and nobody else touches the intent meanwhile.</summary>
    public async ValueTask<StripeReply> ConfirmAsync(
        StripeCall call, IntentSlot slot, StoredMethod? method, ConfirmAsk ask, Func<IntentFile, object> show, Happening? created = null)
    {
        lock (slot.Gate)
        {
            if (slot.Busy) return Locked;
            slot.Busy = true;
        }

        try
        {
            if (call.Fault?.Kind == FaultKind.CardDelay) await Task.Delay(call.Fault.Wait, books.Clock);
            return Change(call, slot, file => Confirm(call, file, method, ask, created), show, owner: true);
        }
        finally
        {
            lock (slot.Gate) slot.Busy = false;
        }
    }

    /// <summary>What the buyer answered to the bank; it comes from the page, not from the API.</summary>
    public void Answer(IntentSlot slot, bool approved) =>
        Apply(slot, file => AttemptRules.Answer(file, approved, books.Clock.GetUtcNow(), options.AuthorizationLife));

    /// <summary>Something that happens outside the API (the counter of a shop, a bank): the error if it cannot be.</summary>
    public StripeError? Happen(IntentSlot slot, Func<IntentFile, DateTimeOffset, Step> rule)
    {
        StripeError? error = null;
        Apply(slot, file =>
        {
            var step = rule(file, books.Clock.GetUtcNow());
            error = step.Error;
            return error is null ? step : new(file);
        });
        return error;
    }

    /// <summary>Looks at a file again when its time has come.</summary>
    public void Watch(IntentFile file)
    {
        var id = file.Intent.Id;
        if (file.SettleAt is { } settles)
            due.Add(settles, () => Look(id, now => f => f.SettleAt <= now ? AttemptRules.Settle(f, now, options.AuthorizationLife, null) : new(f)));
        if (file.Voucher is { } voucher) due.Add(voucher.Until, () => Look(id, now => f => KonbiniRules.Expired(f, now)));
        if (file.ExpiresAt is { } expires) due.Add(expires, () => Look(id, now => f => IntentRules.Expire(f, now)));
    }

    private Step Confirm(StripeCall call, IntentFile file, StoredMethod? method, ConfirmAsk ask, Happening? created)
    {
        var asked = call.Fault?.Kind == FaultKind.Processing ? ask with { SettleAfter = call.Fault.Wait } : ask;
        var step = AttemptRules.Confirm(file, method, asked, call.ChallengeBase, call.VoucherBase, books.Clock.GetUtcNow(), options.AuthorizationLife);
        if (created is null) return step;

        // Created and confirmed in one call: a refused state must not leave a file that equals the draft unstored.
        return step with { File = step.File with { Account = call.Account }, Happened = [created, .. step.Happened] };
    }

    private void Look(string id, Func<DateTimeOffset, Func<IntentFile, Step>> rule)
    {
        if (books.Intents.Find(id) is { } slot) Apply(slot, rule(books.Clock.GetUtcNow()));
    }

    private void Apply(IntentSlot slot, Func<IntentFile, Step> rule)
    {
        lock (slot.Gate)
        {
            var step = rule(slot.File);
            if (ReferenceEquals(step.File, slot.File)) return;
            List<Change> changes = [books.Put(slot, step.File), .. Attach(step)];
            books.Commit(null, StripeReply.Ok(step.File.Intent), changes, step.Happened, step.File.Account);
        }
    }

    // A paid intent with a customer and setup_future_usage keeps the card for that customer.
    private IEnumerable<Change> Attach(Step step)
    {
        var intent = step.File.Intent;
        if (intent.Status is not (IntentStatus.Succeeded or IntentStatus.RequiresCapture)) return [];
        if (step.File.Method is { IsKonbini: true } || intent.Customer is null || intent.SetupFutureUsage is null || step.File.Method is not { Wire.Customer: null } method) return [];
        var attached = method with { SetUp = intent.SetupFutureUsage == "off_session", Wire = method.Wire with { Customer = intent.Customer } };
        return books.Methods.Find(method.Wire.Id)?.Wire.Customer is null ? books.Put(attached) : [];
    }
}
