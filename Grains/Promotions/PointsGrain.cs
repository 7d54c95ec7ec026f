namespace Commerce.Promotions;

/// <summary>Shell over <see cref="PointsRules"/>.</summary>
[GrainType("points")]
internal sealed class PointsGrain([PersistentState("points")] IPersistentState<PointsState> stored, TimeProvider clock) : Grain, IPointsGrain
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<PointsReply> Spend(SpendPointsRequest request) => StoreAsync(PointsRules.Spend(stored.State, request, Now));

    public Task<PointsReply> Return(ReturnPointsRequest request) => StoreAsync((null, PointsRules.Return(stored.State, request, Now)));

    public Task<PointsReply> Earn(EarnPointsRequest request) => StoreAsync(PointsRules.Earn(stored.State, request, Now));

    public Task<PointsReply> Adjust(AdjustPointsRequest request) => StoreAsync(PointsRules.Adjust(stored.State, request, Now));

    public Task<PointsView> Look() => Task.FromResult(PointsRules.View(stored.State, Now));

    private async Task<PointsReply> StoreAsync((Refusal? Refused, PointsState Points) decided)
    {
        await this.StoreAsync(stored, decided.Points);
        return new(decided.Refused, PointsRules.Balance(stored.State, Now));
    }
}
