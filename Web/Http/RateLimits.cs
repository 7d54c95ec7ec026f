using System.Threading.RateLimiting;
using Commerce.Web.Line;

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
            limiter.AddPolicy(Session, ByAddress(Session, buckets.Address));
            limiter.AddPolicy(Webhooks, ByAddress(Webhooks, buckets.Webhooks));
            limiter.AddPolicy(SignIn, ByAddress(SignIn, buckets.SignIn));
            limiter.AddPolicy(Read, ByShopper(Read, buckets.Read, buckets.Address));
            limiter.AddPolicy(Holds, ByShopper(Holds, buckets.Holds, buckets.Address));
            limiter.AddPolicy(Cart, ByShopper(Cart, buckets.Cart, buckets.Address));
            limiter.AddPolicy(Orders, ByShopper(Orders, buckets.Orders, buckets.Address));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                return new(new Problem(Sentences.TooFast, retryAfter: wait).ExecuteAsync(rejected.HttpContext));
            };
        });
    }

    private static Func<HttpContext, RateLimitPartition<Sender>> ByAddress(string policy, BucketOptions bucket)
    {
        var make = Bucket(bucket);
        return context => RateLimitPartition.Get(Sender.AtAddressOf(context, policy), make);
    }

    /// <summary>
    /// The shopper's own bucket when who it is is known without asking anybody, else the address's: made-up tokens share their sender's.
    /// </summary>
    private static Func<HttpContext, RateLimitPartition<Sender>> ByShopper(string policy, BucketOptions own, BucketOptions address)
    {
        var (makeOwn, makeShared) = (Bucket(own), Bucket(address));
        return context => Entrance.Recognise(context) is { } shopper
            ? RateLimitPartition.Get(new(policy, shopper.Shop, shopper.Id), makeOwn)
            : RateLimitPartition.Get(Sender.AtAddressOf(context, policy), makeShared);
    }

    /// <summary>Made once per policy, not per request. The limiter of all partitions refills each.</summary>
    private static Func<Sender, RateLimiter> Bucket(BucketOptions bucket)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = bucket.Burst,
            TokensPerPeriod = bucket.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
            AutoReplenishment = false,
        };
        return _ => new TokenBucketRateLimiter(options);
    }

    /// <summary>Whose bucket it is: a shopper's of a shop, or, where the shop is empty, an address's.</summary>
    private readonly record struct Sender(string Policy, string Shop, string Who)
    {
        public static Sender AtAddressOf(HttpContext context, string policy) => new(policy, "", $"{context.Connection.RemoteIpAddress}");
    }
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
