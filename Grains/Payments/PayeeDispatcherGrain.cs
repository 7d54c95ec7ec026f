namespace Commerce.Payments;

/// <summary>Stands between a shop's owner and the provider. A second account cannot be made: the key is the shop's.</summary>
[GrainType("payee-dispatcher"), Reentrant]
internal sealed class PayeeDispatcherGrain(IPayeeGateway gateway, PaymentsOptions options, TimeProvider clock) : Grain, IPayeeDispatcherGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string Shop => this.GetPrimaryKeyString();

    private IPayeeGrain Payee => GrainFactory.GetGrain<IPayeeGrain>(Shop);

    public async Task<OnboardReply> Onboard(OnboardRequest request)
    {
        if (!options.IsConnected) return new(new(Reason.NotConnected), null, null);
        using var patience = new CancellationTokenSource(Patience, clock);
        var account = (await Payee.Look()).Account;
        if (account is null)
        {
            var made = await gateway.OpenAsync(Shop, clock.GetUtcNow(), patience.Token);
            if (made.Value is null) return new(Refuse(made.Code), null, null);
            account = (await Payee.Heard(made.Value)).Account!;
        }

        var link = await gateway.LinkAsync(account.AccountId, request, patience.Token);
        return link.Value is { } open ? new(null, open.Address, open.Ends) : new(Refuse(link.Code), null, null);
    }

    public async Task<PayeeReply> Check()
    {
        var payee = await Payee.Look();
        if (payee.Account is not { } known) return new(null, payee);
        using var patience = new CancellationTokenSource(Patience, clock);
        var heard = await gateway.AskAsync(known.AccountId, clock.GetUtcNow(), patience.Token);
        return heard.Value is { } account ? new(null, await Payee.Heard(account)) : new(Refuse(heard.Code), payee);
    }

    private static Refusal Refuse(string? code) => code is null ? new(Reason.ProviderSilent) : new(Reason.ProviderRefused, code);
}
