using System.Text.RegularExpressions;
using Commerce.Orders;

namespace Commerce.Shops;

/// <summary>What a shop's settings may be, and who may replace them. Pure.</summary>
internal static partial class ShopRules
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private const long MostYen = 9_999_999;

    /// <summary>A request that was lost and is sent again finds its settings stored and gets the same answer.</summary>
    public static (ShopReply Reply, ShopState Shop) Put(ShopState shop, PutShopRequest ask)
    {
        ask = ask with { Settings = PlanRules.Kept(shop, ask.Settings) };
        if (Check(ask.Settings) is { } refused) return (new(refused, shop.Version), shop);
        if (ask.Settings == shop.Settings && ask.ExpectedVersion == shop.Version - 1) return (new(null, shop.Version), shop);
        if (ask.ExpectedVersion != shop.Version) return (new(new(Reason.StaleVersion, Limit: shop.Version), shop.Version), shop);

        if (PlanRules.Refuse(shop, ask.Settings) is { } fixedBy) return (new(fixedBy, shop.Version), shop);
        var version = shop.Version + 1;
        return (new(null, version), shop with { Version = version, Settings = ask.Settings });
    }

    public static (ShopReply Reply, ShopState Shop) Connect(ShopState shop, ShopChannels sealedChannels) =>
        shop.Settings is null
            ? (new(new(Reason.UnknownShop), 0), shop)
            : (new(null, shop.Version), shop with { Channels = sealedChannels });

    public static ShopChannels Seal(ShopChannels clear, ISecretBox box) => clear with
    {
        MessagingSecret = box.Seal(clear.MessagingSecret),
        MessagingToken = box.Seal(clear.MessagingToken),
        StripeSecret = box.Seal(clear.StripeSecret),
        StripeWebhookSecret = box.Seal(clear.StripeWebhookSecret),
    };

    /// <summary>The first setting that cannot be; null when all can.</summary>
    public static Refusal? Check(ShopSettings shop) =>
        Must(IsText(shop.Name, 60), nameof(shop.Name))
        ?? Must(shop.TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out _), nameof(shop.TimeZone))
        ?? Must(IsWithin(shop.RemindAfter, LongestWait), nameof(shop.RemindAfter))
        ?? Must(IsWithin(shop.HoldFor, LongestHold), nameof(shop.HoldFor))
        ?? Must(IsWithin(shop.ExtendBy, LongestHold), nameof(shop.ExtendBy))
        ?? Must(shop.Shipping.Amount is >= 0 and <= MostYen, nameof(shop.Shipping))
        ?? Must(shop.FreeShippingFrom is null or { Amount: >= 0 and <= MostYen }, nameof(shop.FreeShippingFrom))
        ?? Must(shop.Rounding is TaxRounding.Down or TaxRounding.HalfUp or TaxRounding.Up, nameof(shop.Rounding))
        ?? Must(shop.Capture is CaptureMode.Automatic or CaptureMode.Manual, nameof(shop.Capture))
        ?? CheckTerms(shop)
        ?? Must(shop.Plan is CartPlan.Free or CartPlan.Pro or CartPlan.Expert, nameof(shop.Plan))
        ?? Must(shop.ShopperCancels is CancelPolicy.UntilShipping or CancelPolicy.UntilCapture or CancelPolicy.Never, nameof(shop.ShopperCancels))
        ?? Must(shop.KonbiniDays is >= 1 and <= 60, nameof(shop.KonbiniDays))
        ?? CheckoutTermsRules.Check(shop)
        ?? (shop.Legal is { } legal ? Check(legal) : new(Reason.BadRequest, nameof(shop.Legal)));

    private static Refusal? Check(LegalNotice legal) =>
        Must(IsText(legal.Seller, 200), nameof(legal.Seller))
        ?? Must(IsText(legal.Responsible, 200), nameof(legal.Responsible))
        ?? Must(IsText(legal.Address, 200), nameof(legal.Address))
        ?? Must(IsText(legal.Phone, 60), nameof(legal.Phone))
        ?? Must(IsText(legal.DeliveryTime, 1_000), nameof(legal.DeliveryTime))
        ?? Must(IsText(legal.ReturnPolicy, 2_000), nameof(legal.ReturnPolicy))
        ?? Must(legal.InvoiceNumber is null || InvoiceNumber().IsMatch(legal.InvoiceNumber), nameof(legal.InvoiceNumber));

    private static Refusal? Must(bool holds, string field) => holds ? null : new(Reason.BadRequest, field);

    private static bool IsText(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    private static bool IsWithin(TimeSpan length, TimeSpan longest) => length > TimeSpan.Zero && length <= longest;

    [GeneratedRegex("^T[0-9]{13}\\z")]
    private static partial Regex InvoiceNumber();
}
