using Commerce.Shops;

namespace Commerce.Messaging;

/// <summary>Where a tap in a message leads, and where its pictures are. Pure.</summary>
internal sealed record ShopLinks(string LiffId, string BaseUrl)
{
    public static ShopLinks Of(ShopChannels channels, PublicAddress address) => new(channels.LiffId, address.BaseUrl);

    public string Home => Liff("");

    public string Cart => Liff("/cart");

    public string Orders => Liff("/orders");

    public string Order(string orderId) => Liff($"/orders/{orderId}");

    public string Category(string categoryId) => Liff($"/c/{categoryId}");

    /// <summary>
    /// The address LINE fetches a picture from; null when LINE could not show it. LINE takes PNG and JPEG over https; the shop draws
    /// SVG with a PNG of the same name beside it. Plain http is for the machine a shop is developed on.
    /// </summary>
    public string? Picture(string image)
    {
        if (string.IsNullOrWhiteSpace(image)) return null;
        if (image.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) image = image[..^4] + ".png";
        if (!Uri.TryCreate(new Uri(BaseUrl.TrimEnd('/') + "/"), image, out var address)) return null;
        var reachable = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
        return reachable && address.AbsoluteUri.Length <= 2_000 ? address.AbsoluteUri : null;
    }

    private string Liff(string path) => $"https://liff.line.me/{LiffId}{path}";
}
