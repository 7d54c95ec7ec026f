using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Commerce.Simulators.Line;

/// <summary>The keys of the platform; stored, so that a token outlives a restart.</summary>
internal sealed record SigningKeys(string Kid, string PrivateKey, string AccessKey)
{
    public static SigningKeys Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }
}

/// <summary>A judged token: its claims, or the description LINE gives for the refusal.</summary>
internal sealed record TokenVerdict(string? Refusal, JsonElement Claims);

/// <summary>
/// ID tokens as LIFF hands them out (LINE Login v2.1, "Verify ID token"): ES256, one hour, and the refusals of the verify endpoint
/// in its words. Access tokens are opaque to callers; here they are signed text, so they need no store.
/// </summary>
internal sealed class IdTokens(SigningKeys keys, TimeProvider clock) : IDisposable
{
    public const string Issuer = "https://access.line.me";

    // One key object per thread: an ECDsa instance is not promised to serve two at once.
    private readonly ThreadLocal<ECDsa> _key = new(() => Import(keys.PrivateKey), trackAllValues: true);

    public string Issue(LineUser user, string audience, string picture, TimeSpan life, string? nonce = null)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer,
            ["sub"] = user.UserId,
            ["aud"] = audience,
            ["exp"] = (now + life).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["amr"] = new[] { "linesso" },
            ["name"] = user.DisplayName,
            ["picture"] = picture,
        };
        if (nonce is not null) claims["nonce"] = nonce;

        var head = Part(new { typ = "JWT", alg = "ES256", kid = keys.Kid }) + "." + Part(claims);
        return head + "." + Base64Url.EncodeToString(_key.Value!.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256));
    }

    public TokenVerdict Verify(string token, string audience, string? nonce, string? subject)
    {
        if (Open(token) is not { } claims) return new("Invalid IdToken.", default);
        if (Text(claims, "iss") != Issuer) return new("Invalid IdToken Issuer.", default);
        if (claims.GetProperty("exp").GetInt64() <= clock.GetUtcNow().ToUnixTimeSeconds()) return new("IdToken expired.", default);
        if (Text(claims, "aud") != audience) return new("Invalid IdToken Audience.", default);
        if (nonce is not null && Text(claims, "nonce") != nonce) return new("Invalid IdToken Nonce.", default);
        if (subject is not null && Text(claims, "sub") != subject) return new("Invalid IdToken Subject Identifier.", default);
        return new(null, claims);
    }

    public string IssueAccess(string userId, string clientId, TimeSpan life)
    {
        var body = Part(new { userId, clientId, exp = (clock.GetUtcNow() + life).ToUnixTimeSeconds() });
        return body + "." + Mac(body);
    }

    /// <summary>Null for a token this platform did not make; an expired one is returned with zero seconds left.</summary>
    public (string UserId, string ClientId, long ExpiresIn)? OpenAccess(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 2 || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(parts[0])), Encoding.ASCII.GetBytes(parts[1]))) return null;
        using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        var left = body.RootElement.GetProperty("exp").GetInt64() - clock.GetUtcNow().ToUnixTimeSeconds();
        return (Text(body.RootElement, "userId")!, Text(body.RootElement, "clientId")!, Math.Max(0, left));
    }

    public object Jwks()
    {
        var point = _key.Value!.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            keys = new[]
            {
                new { kty = "EC", alg = "ES256", use = "sig", kid = keys.Kid, crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) },
            },
        };
    }

    public void Dispose()
    {
        foreach (var key in _key.Values) key.Dispose();
        _key.Dispose();
    }

    private JsonElement? Open(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !parts.All(p => Base64Url.IsValid(p))) return null;
        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (Text(head.RootElement, "alg") != "ES256" || Text(head.RootElement, "kid") != keys.Kid) return null;
            var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
            if (!_key.Value!.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)) return null;
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Mac(string body) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Convert.FromBase64String(keys.AccessKey), Encoding.ASCII.GetBytes(body)));

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ECDsa Import(string privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        return key;
    }
}
