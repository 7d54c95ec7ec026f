namespace Commerce.Promotions;

/// <summary>One person's points in one shop, as a ledger. Key: <c>shop/customer</c>. One point is one yen.</summary>
[Alias("points")]
public interface IPointsGrain : IGrainWithStringKey
{
    /// <summary>Spends points on an order, those first that expire first: all or none.</summary>
    [Alias("spend")]
    Task<PointsReply> Spend(SpendPointsRequest request);

    /// <summary>The order came to nothing: its points come back, each to the lot it came from. Remembered also for an order that never spent any.</summary>
    [Alias("return")]
    Task<PointsReply> Return(ReturnPointsRequest request);

    /// <summary>The order is delivered.</summary>
    [Alias("earn")]
    Task<PointsReply> Earn(EarnPointsRequest request);

    [Alias("adjust")]
    Task<PointsReply> Adjust(AdjustPointsRequest request);

    [Alias("look"), ReadOnly]
    Task<PointsView> Look();
}
