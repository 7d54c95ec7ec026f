using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Commerce.Simulators.Wire;

/// <summary>Pages, scripts and styles carried inside the assembly, so that a host can mount them anywhere.</summary>
internal static class EmbeddedPages
{
    // Scripts and styles are files of their own: nothing inline, so a host may forbid it. Pictures may come from a shop's own host.
    private const string Policy =
        "default-src 'self'; img-src * data:; media-src *; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'";

    private static readonly FrozenDictionary<string, (byte[] Content, EntityTagHeaderValue Tag)> Files = Load();

    public static IResult Serve(string name, HttpContext http)
    {
        if (!Files.TryGetValue(name, out var file)) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(file.Content, TypeOf(name), entityTag: file.Tag);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };

    private static FrozenDictionary<string, (byte[], EntityTagHeaderValue)> Load()
    {
        var assembly = typeof(EmbeddedPages).Assembly;
        var files = new Dictionary<string, (byte[], EntityTagHeaderValue)>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[name] = (content, new($"\"{Convert.ToHexString(SHA256.HashData(content))[..16]}\""));
        }

        return files.ToFrozenDictionary();
    }
}
