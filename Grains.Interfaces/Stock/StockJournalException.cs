namespace Commerce.Stock;

/// <summary>
/// Stock entries whose storing failed or is not known to have succeeded: fenced by a newer activation, or the disk or database failed.
/// The caller asks again with the same hold id.
/// </summary>
[GenerateSerializer, Alias("stock.journal-exception.v1")]
public sealed class StockJournalException : Exception
{
    public StockJournalException()
    {
    }

    public StockJournalException(string message)
        : base(message)
    {
    }

    public StockJournalException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Nothing was decided or stored, because the journal has no room: come back in a moment.</summary>
    [Id(0)] public bool Overloaded { get; init; }
}
