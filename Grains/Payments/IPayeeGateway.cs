namespace Commerce.Payments;

/// <summary>The accounts that are connected to the platform's.</summary>
public interface IPayeeGateway
{
    /// <summary>Makes the account of a shop, once.</summary>
    Task<GatewayReply<PayeeAccount>> OpenAsync(string shop, DateTimeOffset now, CancellationToken stop);

    Task<GatewayReply<PayeeAccount>> AskAsync(string accountId, DateTimeOffset now, CancellationToken stop);

    /// <summary>A link to the provider's own pages, to be used once within minutes.</summary>
    Task<GatewayReply<OnboardingLink>> LinkAsync(string accountId, OnboardRequest request, CancellationToken stop);
}

/// <summary>Something the provider said, or why it said nothing of use.</summary>
/// <param name="Code">The provider's word for a refusal that is final; null beside a null value: no answer, ask again.</param>
public sealed record GatewayReply<T>(T? Value, string? Code) where T : class
{
    public static readonly GatewayReply<T> Unknown = new(null, null);
}

/// <summary>A class without <c>ToString</c>, so that it is not logged by being printed.</summary>
public sealed class OnboardingLink(string address, DateTimeOffset ends)
{
    public string Address => address;
    public DateTimeOffset Ends => ends;
}
