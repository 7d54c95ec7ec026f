using System.Text.Json;
using Commerce.Simulators.Wire;
using Microsoft.Extensions.Options;

namespace Commerce.Simulators.Stripe;

/// <summary>An intent's place: its file changes under its own lock; while the card network is asked it is busy.</summary>
internal sealed class IntentSlot(IntentFile file)
{
    public Lock Gate { get; } = new();
    public IntentFile File { get; set; } = file;
    public bool Busy { get; set; }
}

internal sealed record StoredCustomer(Customer Wire, string Account);

internal sealed record StoredEvent(string Id, string Type, long Created, string Account, byte[] Json, bool Pending);

/// <summary>
/// All the simulated Stripe remembers. Each change, its events and the kept answer go into the log as one line, so that after a crash
/// either all of them happened or none. Bounds: 200,000 intents and customers, 400,000 payment methods, 20,000 events; the oldest go.
/// </summary>
internal sealed class StripeBooks : IDisposable
{
    private readonly StripeSimulatorOptions _options;

    public StripeBooks(IOptions<StripeSimulatorOptions> options, TimeProvider clock)
    {
        _options = options.Value;
        Clock = clock;
        Keys = new(clock);
        Log = new(_options.Folder, "stripe", StripeJson.Options);
        Log.Recover(Replay, Living);
    }

    public TimeProvider Clock { get; }
    public AppendLog Log { get; }
    public IdempotencyShelf Keys { get; }
    public BoundedMap<IntentSlot> Intents { get; } = new(200_000);
    public BoundedMap<StoredCustomer> Customers { get; } = new(200_000);
    public BoundedMap<StoredMethod> Methods { get; } = new(400_000);
    public BoundedMap<StoredEvent> Events { get; } = new(20_000);
    public BoundedMap<string> ChargeOwners { get; } = new(400_000);
    public BoundedMap<string> RefundOwners { get; } = new(400_000);
    public BoundedMap<string> FeeOwners { get; } = new(400_000);
    public BoundedMap<string> DisputeOwners { get; } = new(100_000);
    public BoundedMap<StoredAccount> Accounts { get; } = new(10_000);

    /// <summary>Told of each new event once it is in line to be stored.</summary>
    public Action<StoredEvent> Raised { get; set; } = _ => { };

    /// <summary>Told of each file that the clock has to look at again.</summary>
    public Action<IntentFile> Waiting { get; set; } = _ => { };

    public IntentSlot? Intent(string id, string account) => Intents.Find(id) is { } slot && slot.File.Account == account ? slot : null;
    public IntentSlot? IntentOfCharge(string id, string account) => ChargeOwners.Find(id) is { } owner ? Intent(owner, account) : null;
    public IntentSlot? IntentOfRefund(string id, string account) => RefundOwners.Find(id) is { } owner ? Intent(owner, account) : null;
    public IntentSlot? IntentOfFee(string id, string account) => FeeOwners.Find(id) is { } owner ? Intent(owner, account) : null;
    public IntentSlot? IntentOfDispute(string id, string account) => DisputeOwners.Find(id) is { } owner ? Intent(owner, account) : null;

    /// <summary>An account that this platform made.</summary>
    public StoredAccount? Account(string id, string platform) => Accounts.Find(id) is { } found && found.Platform == platform ? found : null;
    public StoredCustomer? Customer(string id, string account) => Customers.Find(id) is { } customer && customer.Account == account ? customer : null;

    /// <summary>Puts a file in its slot. Call inside the slot's lock; the change goes to <see cref="Commit"/>.</summary>
    public Change Put(IntentSlot slot, IntentFile file)
    {
        slot.File = file;
        Index(slot);
        return new("pi", file.Intent.Id, file);
    }

    public IEnumerable<Change> Put(StoredCustomer customer) => Put(Customers, "cus", customer.Wire.Id, customer);

    public IEnumerable<Change> Put(StoredAccount account) => Put(Accounts, "acct", account.Wire.Id, account);

    public IEnumerable<Change> Put(StoredMethod method) => Put(Methods, "pm", method.Wire.Id, method);

    /// <summary>
    /// Stores what a call did, the events of it and, under its key, the answer. Call inside the lock of what changed: the line in
    /// the log is then in the order of the memory.
    /// </summary>
    public StripeReply Commit(StripeCall? call, StripeReply reply, IEnumerable<Change> changes, IEnumerable<Happening> happened, string? account = null)
    {
        List<Change> line = [.. changes];
        List<StoredEvent> raised = [];
        foreach (var happening in happened)
        {
            var stored = ToEvent(happening, call, call?.Account ?? account!);
            raised.Add(stored);
            line.Add(new("evt", stored.Id, stored));
            if (Events.Put(stored.Id, stored) is { } oldest) line.Add(new("evt", oldest, null));
        }

        if (call?.Fault?.Kind == FaultKind.ErrorStored) reply = new(500, new ErrorBody(StripeError.Internal));
        if (call?.KeptUnder is { } key)
            line.AddRange(Keys.Keep(key, new(call.Fingerprint, reply.Status, StripeJson.Bytes(reply.Body), Clock.GetUtcNow())));

        Log.Append([.. line]);
        foreach (var stored in raised) Raised(stored);
        return reply;
    }

    public void Delivered(StoredEvent stored)
    {
        if (Events.Find(stored.Id) is null) return;
        Events.Put(stored.Id, stored with { Pending = false });
        Log.Append(new Change("evt-done", stored.Id, null));
    }

    public void Dispose() => Log.Dispose();

    private StoredEvent ToEvent(Happening happening, StripeCall? call, string account)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var id = Ids.Random("evt_3", 23);
        var body = new StripeEvent(
            id, happening.Type, _options.ApiVersion, now, AccountName.Connected(account), new(happening.Object), new(call?.RequestId, call?.IdempotencyKey));
        return new(id, happening.Type, now, account, StripeJson.Bytes(body), Pending: true);
    }

    private static List<Change> Put<T>(BoundedMap<T> map, string kind, string id, T value) where T : class
    {
        List<Change> changes = [new(kind, id, value)];
        if (map.Put(id, value) is { } oldest) changes.Add(new(kind, oldest, null));
        return changes;
    }

    private void Index(IntentSlot slot)
    {
        var file = slot.File;
        Intents.Put(file.Intent.Id, slot);
        foreach (var charge in file.Charges) ChargeOwners.Put(charge.Id, file.Intent.Id);
        foreach (var refund in file.Refunds) RefundOwners.Put(refund.Id, file.Intent.Id);
        foreach (var dispute in file.Disputes) DisputeOwners.Put(dispute.Id, file.Intent.Id);
        if (file.Fee is { } fee) FeeOwners.Put(fee.Id, file.Intent.Id);
        if (file.ExpiresAt is not null || file.SettleAt is not null || file.Voucher is not null) Waiting(file);
    }

    private void Replay(string kind, string id, JsonElement value)
    {
        var gone = value.ValueKind == JsonValueKind.Null;
        switch (kind)
        {
            case "pi" when !gone: Index(new(Read<IntentFile>(value))); break;
            case "cus" when gone: Customers.Remove(id); break;
            case "cus": Customers.Put(id, Read<StoredCustomer>(value)); break;
            case "pm" when gone: Methods.Remove(id); break;
            case "pm": Methods.Put(id, Read<StoredMethod>(value)); break;
            case "acct" when gone: Accounts.Remove(id); break;
            case "acct": Accounts.Put(id, Read<StoredAccount>(value)); break;
            case "evt" when gone: Events.Remove(id); break;
            case "evt-done" when Events.Find(id) is { } told: Events.Put(id, told with { Pending = false }); break;
            case "evt": Events.Put(id, Read<StoredEvent>(value)); break;
            case "idem": Keys.Replay(id, value); break;
        }
    }

    private IEnumerable<Change> Living() =>
    [
        .. Intents.OldestFirst().Select(slot => new Change("pi", slot.File.Intent.Id, slot.File)),
        .. Customers.OldestFirst().Select(customer => new Change("cus", customer.Wire.Id, customer)),
        .. Methods.OldestFirst().Select(method => new Change("pm", method.Wire.Id, method)),
        .. Accounts.OldestFirst().Select(account => new Change("acct", account.Wire.Id, account)),
        .. Events.OldestFirst().Select(stored => new Change("evt", stored.Id, stored)),
        .. Keys.Living(),
    ];

    private static T Read<T>(JsonElement value) => value.Deserialize<T>(StripeJson.Options)!;
}
