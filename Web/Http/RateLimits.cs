using System.Threading.RateLimiting;
using Commerce.Web.Line;
using Commerce.Web.Shops;

namespace Commerce.Web.Http;

/// <summary>How many requests one shopper, address or shop may make. Partitions are forgotten by themselves when they idle.</summary>
internal static class RateLimits
{
    public const string Session = "session", Read = "read", Holds = "holds", Cart = "cart", Orders = "orders", Webhooks = "webhooks", SignIn = "sign-in";

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var buckets = builder.Configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Session, context => ByAddress(context, Session, buckets.Address));
            limiter.AddPolicy(Webhooks, context => ByAddress(context, Webhooks, buckets.Webhooks));
            limiter.AddPolicy(SignIn, context => ByAddress(context, SignIn, buckets.SignIn));
            limiter.AddPolicy(Read, context => ByShopper(context, Read, buckets.Read, buckets.Address));
            limiter.AddPolicy(Holds, context => ByShopper(context, Holds, buckets.Holds, buckets.Address));
            limiter.AddPolicy(Cart, context => ByShopper(context, Cart, buckets.Cart, buckets.Address));
            limiter.AddPolicy(Orders, context => ByShopper(context, Orders, buckets.Orders, buckets.Address));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                return new(new Problem(Sentences.TooFast, retryAfter: wait).ExecuteAsync(rejected.HttpContext));
            };
        });
    }

    private static RateLimitPartition<string> ByAddress(HttpContext context, string policy, BucketOptions bucket) =>
        Bucket($"{policy}|{context.Connection.RemoteIpAddress}", bucket);

    /// <summary>
    /// The shopper's own bucket when who it is is known without asking anybody, else the address's: made-up tokens share their sender's.
    /// </summary>
    private static RateLimitPartition<string> ByShopper(HttpContext context, string policy, BucketOptions own, BucketOptions address)
    {
        var (services, shop) = (context.RequestServices, context.RouteShop());
        var shopper = ShopperAuthentication.BearerToken(context.Request) is { } token
            ? services.GetRequiredService<ShopperDoor>().Known(shop, token)
            : services.GetRequiredService<ShopperCookie>().Read(context, shop);
        if (shopper is null) return ByAddress(context, policy, address);
        context.Features.Set(shopper);   // who it is need not be found out again when they are let in
        return Bucket($"{policy}|{shop}/{shopper.Id}", own);
    }

    private static RateLimitPartition<string> Bucket(string key, BucketOptions bucket) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = bucket.Burst,
            TokensPerPeriod = bucket.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}

/// <summary>Configuration section <c>RateLimits</c>. Many shoppers share an address (carriers, offices), so an address may do a lot.</summary>
internal sealed record RateLimitOptions
{
    public BucketOptions Address { get; init; } = new(2_000, 5_000);
    public BucketOptions Webhooks { get; init; } = new(2_000, 10_000);
    public BucketOptions SignIn { get; init; } = new(1, 20);
    public BucketOptions Read { get; init; } = new(20, 100);
    public BucketOptions Holds { get; init; } = new(5, 20);
    public BucketOptions Cart { get; init; } = new(10, 60);
    public BucketOptions Orders { get; init; } = new(5, 40);
}

internal sealed record BucketOptions(int PerSecond, int Burst);
