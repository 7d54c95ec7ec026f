using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>What a shopper may do with a SKU at this moment.</summary>
internal enum Gate { NotOpen, Open, SoldOut, Paused, Closed }

internal static class StockGate
{
    public static Gate Of(StockView stock, SaleTerms terms, DateTimeOffset now) =>
        stock.Paused ? Gate.Paused
        : now < terms.Opens ? Gate.NotOpen
        : now >= terms.Closes ? Gate.Closed
        : stock.Free == 0 ? Gate.SoldOut
        : Gate.Open;
}
