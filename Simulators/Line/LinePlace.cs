using Microsoft.AspNetCore.Http;

namespace Commerce.Simulators.Line;

/// <summary>Where the platform is mounted in its host, as the caller sees it.</summary>
internal sealed class LinePlace(string prefix)
{
    public string Base(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{prefix}";

    public string Picture(HttpContext http, string userId) => $"{Base(http)}/avatar/{userId}.svg";
}
