using Microsoft.AspNetCore.Http;

namespace Commerce.Simulators.Line;

/// <summary>Where the platform is mounted in its host, as the caller sees it.</summary>
internal sealed class LinePlace(string prefix)
{
    public string Base(HttpContext http) => Origin(http) + prefix;

    public string Picture(HttpContext http, string userId) => $"{Base(http)}/avatar/{userId}.svg";

    /// <summary>The LIFF app's page. A path alone is on the host that the browser is talking to, whatever name it uses for it.</summary>
    public static Uri Endpoint(HttpContext http, LineChannel channel) => new(new Uri(Origin(http)), channel.LiffEndpoint);

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";
}
