using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>Stands between a wallet and the provider. What is done twice is done under the same keys, and happens once.</summary>
[GrainType("wallet-dispatcher"), Reentrant]
internal sealed class WalletDispatcherGrain(IWalletGateway gateway, PaymentsOptions options, TimeProvider clock) : Grain, IWalletDispatcherGrain
{
    private const int MostSteps = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Turns _turns = new();

    private string Key => this.GetPrimaryKeyString();

    private IWalletGrain Wallet => GrainFactory.GetGrain<IWalletGrain>(Key);

    public Task Run() => _turns.Take(Key, ForgetAsync);

    private async Task ForgetAsync()
    {
        if (await Channels() is not { } channels) return;
        for (var step = 0; step < MostSteps && await Wallet.NextLeaving() is { } card; step++)
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            if (!await gateway.ForgetAsync(channels, card, patience.Token)) return;   // the wallet's reminder asks again
            await Wallet.Left(card);
        }
    }

    public async Task<string?> Open()
    {
        if ((await Wallet.Look()).PayerId is { } known) return known;
        if (await Channels() is not { } channels) return null;
        using var patience = new CancellationTokenSource(Patience, clock);
        var payer = await gateway.OpenAsync(channels, Keys.Shop(Key), Keys.Rest(Key), options.IsConnected, patience.Token);
        return payer is null ? null : (await Wallet.Opened(new(payer, options.IsConnected))).PayerId;
    }

    private Task<ShopChannels?> Channels() => GrainFactory.GetGrain<IShopGrain>(Keys.Shop(Key)).Channels();
}
