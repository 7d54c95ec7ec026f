namespace Commerce.Payments;

/// <summary>Bounded: one account of one shop.</summary>
[GenerateSerializer, Immutable, Alias("payments.payee-state.v1")]
public sealed record PayeeState
{
    [Id(0)] public PayeeAccount? Account { get; init; }
}

/// <summary>Shell over <see cref="PayeeRules"/>.</summary>
[GrainType("payee")]
internal sealed class PayeeGrain([PersistentState("payee")] IPersistentState<PayeeState> stored, PaymentsOptions options) : Grain, IPayeeGrain
{
    public Task<PayeeView> Look() => Task.FromResult(PayeeRules.View(stored.State, options.IsConnected));

    public async Task<PayeeView> Heard(PayeeAccount account)
    {
        await this.StoreAsync(stored, PayeeRules.Heard(stored.State, account));
        return await Look();
    }
}
