using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Catalog;

/// <summary>
/// Shell over <see cref="CatalogRules"/>. What a product's stock must know is stored here first and handed over afterwards:
/// at once, or after a crash when the grain is next activated or reminded.
/// </summary>
[GrainType("catalog")]
internal sealed class CatalogGrain([PersistentState("catalog")] IPersistentState<CatalogState> stored) : Grain, ICatalogGrain, IRemindable
{
    private const string HandTerms = "hand-terms";
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private bool _reminding;

    private string Shop => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!stored.State.TermsToHand.IsEmpty) this.RegisterGrainTimer(HandTermsAsync, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task<CatalogView> Look() => Task.FromResult(CatalogRules.View(stored.State));

    public Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) => Task.FromResult(CatalogRules.Find(stored.State, skus));

    public async Task<CatalogReply> PutCategory(PutCategoryRequest request)
    {
        var (reply, next) = CatalogRules.PutCategory(stored.State, request.Category);
        await this.StoreAsync(stored, next);
        return reply;
    }

    public async Task<CatalogReply> PutProduct(PutProductRequest request)
    {
        if (await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is not { } shop) return new(new(Reason.UnknownShop));

        var (reply, next) = CatalogRules.PutProduct(stored.State, request, shop.Settings);
        if (!next.TermsToHand.IsEmpty) await RemindAsync();
        await this.StoreAsync(stored, next);
        await HandTermsAsync();
        return reply;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminding = true;
        return HandTermsAsync();
    }

    private async Task HandTermsAsync()
    {
        foreach (var (sku, by) in stored.State.TermsToHand)
        {
            var terms = stored.State.Products[sku].Terms;
            await GrainFactory.GetGrain<IStockGrain>(Keys.Of(Shop, sku)).SetTerms(new(terms, by));
            await this.StoreAsync(stored, CatalogRules.TermsHanded(stored.State, sku, terms.Version));
        }

        if (!_reminding) return;
        if (await this.GetReminder(HandTerms) is { } reminder) await this.UnregisterReminder(reminder);
        _reminding = false;
    }

    /// <summary>Before the state is stored: a reminder too many ends itself, one too few would lose the hand-over in a crash.</summary>
    private async Task RemindAsync()
    {
        if (_reminding) return;
        await this.RegisterOrUpdateReminder(HandTerms, Again, Again);
        _reminding = true;
    }
}
