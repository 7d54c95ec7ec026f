using System.Collections.Concurrent;
using Commerce.Customers;
using Commerce.Web.Http;
using Commerce.Web.Shops;

namespace Commerce.Web.Line;

/// <summary>
/// Lets shoppers in by LIFF ID token. A token is asked about once: requests that arrive with it together share the question,
/// later ones the answer, until it ends. Tokens are remembered by digest, never as they are.
/// </summary>
internal sealed class ShopperDoor(ShopDirectory shops, ILineIdentity line, IGrainFactory grains, TimeProvider clock)
{
    public const int TokenMaxLength = 4096;   // characters

    private static readonly TimeSpan KeepRefused = TimeSpan.FromMinutes(1);

    private readonly ExpiringCache<TokenDigest, Entry> _admitted = new(100_000, clock);
    private readonly ExpiringCache<TokenDigest, Entry> _refused = new(10_000, clock);
    private readonly ConcurrentDictionary<TokenDigest, Lazy<Task<Entry>>> _asking = new();

    public ValueTask<Entry> EnterAsync(string shop, string idToken, CancellationToken stop)
    {
        if (idToken.Length is 0 or > TokenMaxLength) return new(Entry.Of(Sentences.IdTokenRefused));
        var key = TokenDigest.Of(shop, idToken);
        if (_admitted.TryGet(key, out var known) || _refused.TryGet(key, out known)) return new(known);

        // One question for all who hold this token; a caller who goes away does not take it from the others.
        var asking = _asking.GetOrAdd(key, k => new(() => AskAsync(k, shop, idToken)));
        return new(asking.Value.WaitAsync(stop));
    }

    /// <summary>Who holds this token, if that is already known; asks nobody.</summary>
    public Shopper? Known(string shop, ReadOnlySpan<char> idToken) =>
        idToken.Length is > 0 and <= TokenMaxLength && _admitted.TryGet(TokenDigest.Of(shop, idToken), out var known)
            ? known.Shopper
            : null;

    private async Task<Entry> AskAsync(TokenDigest key, string shop, string idToken)
    {
        try
        {
            var entry = await VerifyAsync(shop, idToken);
            if (entry.Shopper is { } shopper) _admitted.Put(key, entry, shopper.Until);
            else if (entry.Refused == Sentences.IdTokenRefused) _refused.Put(key, entry, clock.GetUtcNow() + KeepRefused);
            return entry;
        }
        finally
        {
            _asking.TryRemove(key, out _);
        }
    }

    private async Task<Entry> VerifyAsync(string shop, string idToken)
    {
        if (await shops.ChannelsAsync(shop) is not { } channels) return Entry.Of(Sentences.Of(Reason.UnknownShop));

        LineIdentity? identity;
        try
        {
            identity = await line.VerifyAsync(channels.LoginChannelId, idToken, CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or OperationCanceledException)
        {
            return Entry.Of(Sentences.LineUnreachable);   // nobody is called a forger because LINE is down
        }

        if (identity is null || identity.Expires <= clock.GetUtcNow() || !Keys.IsPart(identity.CustomerId))
            return Entry.Of(Sentences.IdTokenRefused);

        await grains.GetGrain<ICustomerGrain>(Keys.Of(shop, identity.CustomerId)).Meet(new(identity.Name, identity.Picture));
        return new(new Shopper(shop, identity.CustomerId, identity.Name, identity.Picture, identity.Expires), null);
    }
}

/// <summary>Let in as somebody, or the sentence why not.</summary>
internal sealed record Entry(Shopper? Shopper, Sentence? Why)
{
    public Sentence Refused => Why ?? throw new InvalidOperationException("this one was let in");

    public static Entry Of(Sentence refused) => new(null, refused);
}
