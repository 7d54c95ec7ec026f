namespace Commerce.Customers;

/// <summary>Who is calling, as LINE says: the verification of LIFF ID tokens.</summary>
public interface ILineIdentity
{
    /// <summary>The identity in an ID token made for this LINE Login channel; null when LINE says that it is forged, expired or another's.</summary>
    /// <exception cref="HttpRequestException">LINE did not answer: nobody is let in, and nobody is called a forger.</exception>
    Task<LineIdentity?> VerifyAsync(string loginChannelId, string idToken, CancellationToken stop);
}

/// <param name="CustomerId">The LINE user id (<c>sub</c>).</param>
/// <param name="Expires">When (UTC) the token ends.</param>
public sealed record LineIdentity(string CustomerId, string? Name, string? Picture, DateTimeOffset Expires);
