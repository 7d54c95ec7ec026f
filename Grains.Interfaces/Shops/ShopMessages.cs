namespace Commerce.Shops;

[GenerateSerializer, Immutable, Alias("shop.put.v1")]
public sealed record PutShopRequest(
    [property: Id(0)] ShopSettings Settings,
    [property: Id(1)] int ExpectedVersion);   // 0 creates

/// <param name="Key">Idempotency key: sent again, the same change is answered and not made again.</param>
/// <param name="By">Who of the platform, and why; neither may be blank.</param>
[GenerateSerializer, Immutable, Alias("shop.change-plan.v1")]
public sealed record ChangePlanRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] CartPlan Plan,
    [property: Id(2)] Actor By);

/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("shop.plan-change.v1")]
public sealed record PlanChange(
    [property: Id(0)] string Key,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] CartPlan From,
    [property: Id(3)] CartPlan To,
    [property: Id(4)] Actor By);

[GenerateSerializer, Immutable, Alias("shop.connect.v1")]
public sealed record ConnectRequest([property: Id(0)] ShopChannels Channels);

[GenerateSerializer, Immutable, Alias("shop.reply.v1")]
public sealed record ShopReply([property: Id(0)] Refusal? Refused, [property: Id(1)] int Version);

[GenerateSerializer, Immutable, Alias("shop.view.v1")]
public sealed record ShopView(
    [property: Id(0)] string ShopId,
    [property: Id(1)] int Version,
    [property: Id(2)] ShopSettings Settings);

/// <summary>What a merchant decides about the shop. Every length of time is a <see cref="TimeSpan"/>, every amount yen.</summary>
[GenerateSerializer, Immutable, Alias("shop.settings.v1")]
public sealed record ShopSettings
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>IANA name; windows, days and months are the shop's.</summary>
    [Id(1)] public string TimeZone { get; init; } = "Asia/Tokyo";

    /// <summary>How long a cart lies untouched before its owner is reminded by LINE.</summary>
    [Id(2)] public TimeSpan RemindAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long units are set aside for one shopper.</summary>
    [Id(3)] public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much longer, once, when payment starts.</summary>
    [Id(4)] public TimeSpan ExtendBy { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Shipping per order, tax included.</summary>
    [Id(5)] public Yen Shipping { get; init; } = new(660);

    /// <summary>Goods worth this much, tax included, ship free; null: never.</summary>
    [Id(6)] public Yen? FreeShippingFrom { get; init; } = new(10_000);

    [Id(7)] public TaxRounding Rounding { get; init; } = TaxRounding.Down;
    [Id(8)] public CaptureMode Capture { get; init; } = CaptureMode.Automatic;

    /// <summary>Seller, address, phone, delivery time and return policy: what 特定商取引法 art. 11 and 12-6 want shown.</summary>
    [Id(9)] public required LegalNotice Legal { get; init; }

    /// <summary>Tiers and surcharges beside <see cref="Shipping"/> and <see cref="FreeShippingFrom"/>.</summary>
    [Id(10)] public ShippingTerms ShippingTerms { get; init; } = ShippingTerms.Flat;

    [Id(11)] public WrappingTerms Wrapping { get; init; } = WrappingTerms.None;

    /// <summary>Null: the shop has no points.</summary>
    [Id(12)] public PointTerms? Points { get; init; }

    /// <summary>How prices are entered unless the product says so itself; shoppers always see them with tax.</summary>
    [Id(13)] public bool PricesExcludeTax { get; init; }

    /// <summary>
    /// What the shop pays the platform of each captured order. Not the shop's to change (<see cref="IShopGrain.ChangePlan"/>): put back as it
    /// was read, or as <see cref="CartPlan.Unknown"/>, which means "as it is"; another one is refused with <see cref="Reason.PlanFixed"/>.
    /// </summary>
    [Id(30)] public CartPlan Plan { get; init; } = CartPlan.Free;

    /// <summary>Until when shoppers may call their orders off themselves.</summary>
    [Id(31)] public Orders.CancelPolicy ShopperCancels { get; init; } = Orders.CancelPolicy.UntilShipping;

    /// <summary>Which delivery days and times may be wished for.</summary>
    [Id(20)] public DeliveryTerms Delivery { get; init; } = DeliveryTerms.Usual;

    [Id(21)] public RemarksTerms Remarks { get; init; } = RemarksTerms.Usual;

    /// <summary>Whether orderer and recipient must say how their names are read (フリガナ).</summary>
    [Id(22)] public bool KanaRequired { get; init; }

    /// <summary>Convenience stores are offered beside cards.</summary>
    [Id(40)] public bool TakesKonbini { get; init; } = true;

    /// <summary>Days that a voucher can be paid, 1 to 60; the last one ends at 23:59:59 Japanese time.</summary>
    [Id(41)] public int KonbiniDays { get; init; } = 3;
}

[GenerateSerializer, Immutable, Alias("shop.legal.v1")]
public sealed record LegalNotice(
    [property: Id(0)] string Seller,
    [property: Id(1)] string Responsible,
    [property: Id(2)] string Address,
    [property: Id(3)] string Phone,
    [property: Id(4)] string DeliveryTime,
    [property: Id(5)] string ReturnPolicy,
    [property: Id(6)] string? InvoiceNumber);   // T + 13 digits, 適格請求書発行事業者

/// <summary>Rounding of the tax contained in a total, once per rate and order. Stored with each order.</summary>
public enum TaxRounding { Unknown = 0, Down = 1, HalfUp = 2, Up = 3 }

/// <summary>The plan of a shop. Its rate is <see cref="CartPlans.Rate"/>.</summary>
public enum CartPlan { Unknown = 0, Free = 1, Pro = 2, Expert = 3 }

public enum CaptureMode { Unknown = 0, Automatic = 1, Manual = 2 }

/// <summary>
/// How the shop reaches LINE and Stripe. Fields named <c>…Secret</c> or <c>…Token</c> hold cipher text (see <see cref="ISecretBox"/>)
/// everywhere but in <see cref="IShopGrain.Connect"/>, which takes them in clear and encrypts them.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.channels.v1")]
public sealed record ShopChannels
{
    /// <summary>The LINE Login channel that the LIFF app hangs on: the audience of its ID tokens.</summary>
    [Id(0)] public required string LoginChannelId { get; init; }

    /// <summary>Such as <c>1234567890-AbcdEfgh</c>.</summary>
    [Id(1)] public required string LiffId { get; init; }

    /// <summary>The <c>destination</c> of webhooks: the official account's own user id.</summary>
    [Id(2)] public required string BotUserId { get; init; }

    [Id(3)] public required string MessagingSecret { get; init; }
    [Id(4)] public required string MessagingToken { get; init; }
    [Id(5)] public required string StripePublishableKey { get; init; }
    [Id(6)] public required string StripeSecret { get; init; }
    [Id(7)] public required string StripeWebhookSecret { get; init; }
}
