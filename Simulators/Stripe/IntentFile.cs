using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// Everything about one intent, changed and stored as one. <see cref="Challenge"/> is the open 3-D Secure step; <see cref="SettleAt"/>
/// and <see cref="ExpiresAt"/> are what the clock still has to do. Bounded: 30 tries, then the intent is canceled.
/// </summary>
internal sealed record IntentFile(PaymentIntent Intent, string Account)
{
    public const int MostTries = 30;

    public ImmutableArray<Charge> Charges { get; init; } = [];
    public ImmutableArray<Refund> Refunds { get; init; } = [];
    public ImmutableArray<Dispute> Disputes { get; init; } = [];
    public ImmutableArray<FeeRefund> FeeRefunds { get; init; } = [];

    /// <summary>The platform's share, and what went to the connected account: made when the money is captured.</summary>
    public ApplicationFee? Fee { get; init; }
    public Transfer? Transfer { get; init; }

    /// <summary>The open voucher of a convenience store, and until when it can be paid.</summary>
    public Voucher? Voucher { get; init; }
    public Challenge? Challenge { get; init; }
    public StoredMethod? Method { get; init; }
    public bool Authenticated { get; init; }
    public DateTimeOffset? SettleAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    [JsonIgnore] public Charge? PaidCharge => Charges.LastOrDefault(c => c.Paid);

    public IntentFile With(Charge charge) => this with { Charges = [.. Charges.Where(c => c.Id != charge.Id), charge] };
}

/// <summary>A payment method and the card behind it. <paramref name="SetUp"/>: authenticated once for later use.</summary>
internal sealed record StoredMethod(PaymentMethod Wire, string Card, bool SetUp, string Account)
{
    [JsonIgnore]
    public TestCard Behaviour => TestCards.Alias(Card)!;

    [JsonIgnore] public bool IsKonbini => Wire.Type == "konbini";
}

internal sealed record Voucher(string Token, DateTimeOffset Until);

internal sealed record Challenge(string Token, string? ReturnUrl, bool InSdk);

/// <summary>Something that happened to an object, on its way to becoming an event.</summary>
internal sealed record Happening(string Type, object Object);

/// <summary>What a rule decided: the file as it is now, the error to answer if any, and what happened.</summary>
internal sealed record Step(IntentFile File, StripeError? Error = null, params ImmutableArray<Happening> Happened);
