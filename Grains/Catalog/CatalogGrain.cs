using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Catalog;

/// <summary>
/// Shell over <see cref="CatalogRules"/>. What a product's stock must know is stored here first and handed over afterwards:
/// at once, or after a crash when the grain is next activated or reminded.
/// </summary>
[GrainType("catalog")]
internal sealed class CatalogGrain([PersistentState("catalog")] IPersistentState<CatalogState> stored, TimeProvider clock)
    : Grain, ICatalogGrain, IRemindable
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

    public async Task<CatalogView> Look() => CatalogRules.View(stored.State, await TaxAsync());

    public async Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) => CatalogRules.Find(stored.State, skus, await TaxAsync());

    public async Task<CatalogReply> PutCategory(PutCategoryRequest request)
    {
        var (reply, next) = CatalogRules.PutCategory(stored.State, request.Category);
        await this.StoreAsync(stored, next);
        return reply;
    }

    public async Task<CatalogReply> PutProduct(PutProductRequest request) =>
        await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is { } shop
            ? await KeepAsync(CatalogRules.PutProduct(stored.State, request, shop.Settings))
            : new(new(Reason.UnknownShop));

    public Task<CatalogReply> ChangeTerms(ChangeTermsRequest request) => KeepAsync(CatalogRules.ChangeTerms(stored.State, request));

    public Task<CatalogReply> PutCapGroup(PutCapGroupRequest request) => KeepAsync(CatalogRules.PutCapGroup(stored.State, request));

    /// <summary>The shop is asked only where a price was entered without tax.</summary>
    private async Task<DayTax?> TaxAsync() =>
        CatalogRules.HasNetPrices(stored.State) && await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is { } shop
            ? new(shop.Settings.DayOf(clock.GetUtcNow()), shop.Settings.Rounding)
            : null;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("catalog", status);
        _reminding = true;
        return HandTermsAsync();
    }

    private async Task<CatalogReply> KeepAsync((CatalogReply Reply, CatalogState Catalog) decided)
    {
        if (!decided.Catalog.TermsToHand.IsEmpty) await RemindAsync();
        await this.StoreAsync(stored, decided.Catalog);
        await HandTermsAsync();
        return decided.Reply;
    }

    private async Task HandTermsAsync()
    {
        if (!stored.State.TermsToHand.IsEmpty && await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is { } shop)
        {
            foreach (var (part, by) in stored.State.TermsToHand) await HandTermsAsync(part, by, shop.Settings);
        }

        if (!_reminding) return;
        if (await this.GetReminder(HandTerms) is { } reminder) await this.UnregisterReminder(reminder);
        _reminding = false;
    }

    private async Task HandTermsAsync(string part, Actor by, ShopSettings shop)
    {
        var stock = GrainFactory.GetGrain<IStockGrain>($"{Shop}/{part}");
        var terms = CatalogRules.TermsOf(stored.State, part, shop);
        await stock.SetTerms(new(terms, by));
        // A cap group counts units and never runs out of them.
        if (CatalogRules.IsGroup(part)) await stock.Adjust(new("group", StockRules.MostUnits, by));
        await this.StoreAsync(stored, CatalogRules.TermsHanded(stored.State, part, terms.Version));
    }

    /// <summary>Before the state is stored: a reminder too many ends itself, one too few would lose the hand-over in a crash.</summary>
    private async Task RemindAsync()
    {
        if (_reminding) return;
        await this.RegisterOrUpdateReminder(HandTerms, Again, Again);
        _reminding = true;
    }
}
