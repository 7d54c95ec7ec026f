namespace Commerce.Payments;

/// <summary>Who is paid when a shop sells: the shop's own account, or its account connected to the platform's. Key: the shop id.</summary>
[Alias("payee")]
public interface IPayeeGrain : IGrainWithStringKey
{
    [Alias("look"), ReadOnly]
    Task<PayeeView> Look();

    /// <summary>How the provider says the account stands. The first account of a shop stays its account; older news changes nothing.</summary>
    [Alias("heard")]
    Task<PayeeView> Heard(PayeeAccount account);
}

/// <summary>Speaks with the provider about a shop's account. Keeps nothing. Key: the shop id.</summary>
[Alias("payee-dispatcher")]
public interface IPayeeDispatcherGrain : IGrainWithStringKey
{
    /// <summary>Makes the account where there is none, and a link that its owner can use once, within minutes. The link is never kept.</summary>
    [Alias("onboard")]
    Task<OnboardReply> Onboard(OnboardRequest request);

    /// <summary>Asks the provider how the account stands, and remembers it.</summary>
    [Alias("check")]
    Task<PayeeReply> Check();
}
