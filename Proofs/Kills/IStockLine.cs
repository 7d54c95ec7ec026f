namespace Commerce.Proofs.Kills;

/// <summary>A line to the stock, wherever it runs.</summary>
internal interface IStockLine
{
    /// <param name="line">What to ask; its id is set by the line.</param>
    /// <param name="heard">Called with the answer, however late it comes.</param>
    /// <param name="patience">How long to wait before giving up on it.</param>
    Task AskAsync(DoorLine line, Action<DoorAnswer> heard, TimeSpan patience);
}
