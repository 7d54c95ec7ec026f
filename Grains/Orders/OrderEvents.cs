using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>Facts about one order, in the past tense. They live between rule and <see cref="OrderRules.Apply"/>; the state is what is stored.</summary>
public abstract record OrderEvent;

/// <param name="CartHolds">Hold ids that the cart had, by SKU.</param>
public sealed record OrderPlaced(
    OrderFrame Frame, PlaceOrderRequest Request, Quote Quote,
    ImmutableDictionary<string, string> CartHolds, DateTimeOffset At) : OrderEvent;

public sealed record UnitsSetAside(DateTimeOffset Until, ImmutableDictionary<string, long> JudgedBy, DateTimeOffset At) : OrderEvent;

/// <summary>A line could not be set aside: the order never came to be.</summary>
public sealed record UnitsRefused(Refusal Refusal, ImmutableDictionary<string, long> JudgedBy, DateTimeOffset At) : OrderEvent;

/// <summary>Coupon redeemed, points spent: the order can be paid.</summary>
public sealed record BenefitsSpent(DateTimeOffset At) : OrderEvent;

/// <summary>The coupon or the points were not to be had any more: the order never came to be.</summary>
public sealed record BenefitsRefused(Refusal Refusal, DateTimeOffset At) : OrderEvent;

public sealed record HoldsExtended(DateTimeOffset Until) : OrderEvent;

/// <summary>The provider's answer as such; what follows from it are events of their own.</summary>
public sealed record PaymentHeard(PaymentAnswer Answer, DateTimeOffset At) : OrderEvent;

public sealed record PaymentAsked : OrderEvent;

/// <summary>The first sight of an open payment: it has started, so the holds are lengthened.</summary>
public sealed record PaymentOpened : OrderEvent;

/// <summary>Money is authorised or captured: the units must be made sure of.</summary>
public sealed record MoneyArrived : OrderEvent;

/// <summary>A voucher is issued: the units are made sure of until it runs out.</summary>
public sealed record DepositAwaited(DateTimeOffset Until) : OrderEvent;

/// <summary>Units are sold. The order is confirmed, and paid when the money is captured.</summary>
public sealed record UnitsSold(DateTimeOffset At) : OrderEvent;

/// <summary>Money came after the holds had ended and the units are gone: it goes back.</summary>
public sealed record UnitsLost(Refusal Refusal, DateTimeOffset At) : OrderEvent;

public sealed record MoneyCaptured(DateTimeOffset At) : OrderEvent;

public sealed record OrderExpired(DateTimeOffset At, Actor By) : OrderEvent;

public sealed record OrderCancelled(DateTimeOffset At, Actor By) : OrderEvent;

/// <param name="FeeRate">Basis points.</param>
public sealed record CaptureAsked(int FeeRate, DateTimeOffset At, Actor By) : OrderEvent;

/// <param name="Warning">1: the authorisation ends within 48 hours; 2: within 24.</param>
public sealed record CaptureWarned(int Warning, DateTimeOffset At) : OrderEvent;

public sealed record RefundPromised(
    string Key, Yen Amount, ImmutableArray<OrderUnits> Lines, DateTimeOffset At, Actor By, bool ByUnits = false) : OrderEvent;

public sealed record PaperIssued(Paper Paper) : OrderEvent;

/// <summary>The same paper under the same number, once more.</summary>
public sealed record PaperIssuedAgain(string Number, PaperIssue Issue) : OrderEvent;

public sealed record ParcelSent(Parcel Parcel) : OrderEvent;

public sealed record OrderDelivered(DateTimeOffset At, Actor By) : OrderEvent;

public sealed record EffectsDone(OrderEffects Done) : OrderEvent;

public sealed record NoticeQueued(Messaging.MessagePurpose Purpose) : OrderEvent;

public sealed record PartNoticeQueued(PartNotice Notice) : OrderEvent;
