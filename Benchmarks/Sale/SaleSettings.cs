namespace Commerce.Benchmarks.Sale;

/// <summary>What a sale is made of. The same run and seed make the same shoppers and keys, so a sale can be taken up again.</summary>
internal sealed record SaleSettings(
    int Shoppers, int Stock, string Run, int Seed, Uri? Url, string? Password, int Kills, string? Json, bool Gate, string Store)
{
    public const string Shop = "kagetsudo";
    public const string Sku = "P4";
    public const int CapPerPerson = 1;

    /// <summary>Shoppers active at once: as many as two cores can tell apart.</summary>
    public const int AtOnce = 400;

    public const double DoubleTaps = 0.3, Abandons = 0.1, Declines = 0.05, Forgers = 0.05;

    /// <summary>How long a shopper goes on trying while the server is away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
}
