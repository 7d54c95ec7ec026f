using Commerce.Customers;
using Commerce.Web.Line;

namespace Commerce.Web.Customers;

/// <summary>The segments of customers who ask while a sale is open for some only. Bounded; a membership is seen a minute late at most.</summary>
internal sealed class CustomerSegments(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
    private readonly ExpiringCache<string, ImmutableArray<string>> _known = new(50_000, clock);

    public async ValueTask<ImmutableArray<string>> OfAsync(string shop, string customerId)
    {
        var key = Keys.Of(shop, customerId);
        if (_known.TryGet(key, out var segments)) return segments;
        segments = (await grains.GetGrain<ICustomerGrain>(key).Look()).Segments;
        _known.Put(key, segments, clock.GetUtcNow() + Keep);
        return segments;
    }
}
