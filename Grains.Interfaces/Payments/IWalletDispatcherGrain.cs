namespace Commerce.Payments;

/// <summary>Tells the provider which cards of a wallet to forget, so that the wallet waits for no network. Key: <c>shop/customer</c>.</summary>
[Alias("wallet-dispatcher")]
public interface IWalletDispatcherGrain : IGrainWithStringKey
{
    /// <summary>Until nothing is left to forget or the provider does not answer.</summary>
    [Alias("run")]
    Task Run();

    /// <summary>The provider's name of the customer, made where there is none; null: the provider did not answer.</summary>
    [Alias("open")]
    Task<string?> Open();
}
