using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Tests.Scenarios;

/// <summary>Stripe as a list of intents: idempotent by key, and as silent or deaf as a test wants it.</summary>
internal sealed class StripeOnPaper : IPaymentGateway, IPaymentFinder
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Intent> _intents = [];
    private readonly Dictionary<string, (string Intent, Yen Amount)> _refunds = [];
    private readonly Queue<(PaymentVerb Verb, bool Does)> _troubles = [];

    private int _lostFindings;

    public int Intents => _intents.Count;

    public int Charges => _intents.Values.Count(intent => intent.Standing == PaymentStanding.Captured);

    public Yen Refunded => new(_refunds.Values.Sum(refund => refund.Amount.Amount));

    /// <summary>Charges of one order, what came in by them and what went back.</summary>
    public (int Charges, Yen Captured, Yen Refunded) Of(string orderId)
    {
        lock (_gate)
        {
            var charged = _intents.Values.Where(intent => intent.OrderId == orderId && intent.Standing == PaymentStanding.Captured).ToArray();
            return (charged.Length, new(charged.Sum(intent => intent.Amount.Amount)), new(charged.Sum(intent => RefundedOf(intent).Amount)));
        }
    }

    /// <summary>Until when an authorisation lasts; null: the provider does not say.</summary>
    public DateTimeOffset? CaptureBefore { get; set; }

    public bool Knows(string orderId)
    {
        lock (_gate) return _intents.Values.Any(intent => intent.OrderId == orderId);
    }

    /// <summary>Nothing can be paid any more.</summary>
    public bool IsClosed(string orderId)
    {
        lock (_gate) return _intents.Values.Where(intent => intent.OrderId == orderId).All(intent => intent.Standing is PaymentStanding.Cancelled or PaymentStanding.Captured);
    }

    /// <summary>The shopper asks for a voucher.</summary>
    public void IssueVoucher(string orderId, DateTimeOffset payBefore)
    {
        lock (_gate)
        {
            var intent = _intents.Values.Single(intent => intent.OrderId == orderId);
            if (intent.Standing == PaymentStanding.Open) (intent.Standing, intent.Voucher) = (PaymentStanding.AwaitingDeposit, new($"https://pay.example/{intent.Id}", payBefore));
        }
    }

    /// <summary>Requests of this verb do not arrive, until it is changed.</summary>
    public PaymentVerb? Deaf { get; set; }

    /// <summary>The next request of this verb is done, but its answer is lost.</summary>
    public void LoseAnswer(PaymentVerb verb) => _troubles.Enqueue((verb, Does: true));

    /// <summary>The next request of this verb never arrives.</summary>
    public void LoseRequest(PaymentVerb verb) => _troubles.Enqueue((verb, Does: false));

    /// <summary>The shopper pays in the browser; false when the intent is cancelled.</summary>
    public bool Pay(string orderId)
    {
        lock (_gate)
        {
            var intent = _intents.Values.Single(intent => intent.OrderId == orderId);
            if (intent.Standing is not (PaymentStanding.Open or PaymentStanding.AwaitingDeposit)) return false;
            intent.Standing = intent.CaptureLater ? PaymentStanding.Authorised : PaymentStanding.Captured;
            return true;
        }
    }

    /// <summary>The next question whose payment an intent is stays without an answer.</summary>
    public void LoseFinding() => _lostFindings++;

    public Task<FoundPayment> FindAsync(ShopChannels? channels, string intentId, CancellationToken stop)
    {
        lock (_gate)
        {
            if (_lostFindings > 0)
            {
                _lostFindings--;
                return Task.FromResult(default(FoundPayment));
            }

            var intent = _intents.Values.FirstOrDefault(intent => intent.Id == intentId);
            return Task.FromResult(new FoundPayment(IsKnown: true, intent is null ? null : ShopHost.Shop, intent?.OrderId));
        }
    }

    public Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop)
    {
        lock (_gate)
        {
            var trouble = _troubles.TryPeek(out var next) && next.Verb == task.Verb ? _troubles.Dequeue() : ((PaymentVerb, bool Does)?)null;
            if (trouble is { Does: false } || task.Verb == Deaf) return Task.FromResult(Answer(task, PaymentStanding.Unknown, null));
            var answer = Do(task);
            return Task.FromResult(trouble is null ? answer : Answer(task, PaymentStanding.Unknown, null));
        }
    }

    private GatewayAnswer Do(PaymentTask task)
    {
        if (task.Verb == PaymentVerb.Create)
        {
            if (!_intents.TryGetValue(task.Key, out var made)) _intents[task.Key] = made = new($"pi_{_intents.Count + 1}", task.OrderId, task.Amount, task.CaptureLater);
            return Answer(task, made.Standing, made);
        }

        var intent = _intents.Values.Single(intent => intent.Id == task.IntentId);
        if (task.Verb == PaymentVerb.Cancel)
        {
            if (intent.Standing == PaymentStanding.Captured) return Answer(task, PaymentStanding.Rejected, intent);
            intent.Standing = PaymentStanding.Cancelled;
        }

        if (task.Verb == PaymentVerb.Capture)
        {
            if (intent.Standing is not (PaymentStanding.Authorised or PaymentStanding.Captured)) return Answer(task, PaymentStanding.Rejected, intent);
            intent.Standing = PaymentStanding.Captured;
        }

        if (task.Verb == PaymentVerb.Refund) _refunds[task.Key] = (intent.Id, task.Amount);
        return Answer(task, intent.Standing, intent);
    }

    private GatewayAnswer Answer(PaymentTask task, PaymentStanding standing, Intent? intent) => new(
        new(task.Verb, task.Key, standing, intent?.Id ?? task.IntentId,
            intent is { Standing: PaymentStanding.Captured } paid ? paid.Amount : Yen.Zero, intent is null ? Yen.Zero : RefundedOf(intent), CaptureBefore, null,
            intent is { Standing: PaymentStanding.AwaitingDeposit } ? intent.Voucher : null),
        intent is null ? null : intent.Id + "_secret_x");

    private Yen RefundedOf(Intent intent) => new(_refunds.Values.Where(refund => refund.Intent == intent.Id).Sum(refund => refund.Amount.Amount));

    private sealed class Intent(string id, string orderId, Yen amount, bool captureLater)
    {
        public bool CaptureLater => captureLater;
        public string Id => id;
        public string OrderId => orderId;
        public Yen Amount => amount;
        public PaymentStanding Standing { get; set; } = PaymentStanding.Open;
        public DepositVoucher? Voucher { get; set; }
    }
}
