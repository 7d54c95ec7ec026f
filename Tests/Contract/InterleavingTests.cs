using Orleans.Serialization.Invocation;

namespace Commerce.Tests.Contract;

internal interface IPredicateGrain : IGrainWithStringKey
{
    Task Enter(string name);
}

[MayInterleave(nameof(IsHarmless))]
internal sealed class PredicateGrain : Grain, IPredicateGrain
{
    public static bool IsHarmless(IInvokable call) => call.GetArgumentCount() == 1 && "harmless".Equals(call.GetArgument(0));

    public async Task Enter(string name)
    {
        var stage = Stage.Of(this.GetPrimaryKeyString());
        stage.Say($"{name} in");
        if (name != "harmless") await stage.Opens;
    }
}

/// <summary>A grain class may decide call by call.</summary>
public sealed class InterleavingTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    [Fact]
    public async Task A_predicate_of_the_class_says_which_calls_may_interleave()
    {
        var grain = Grains.GetGrain<IPredicateGrain>(_stage.Key);
        var first = grain.Enter("first");
        await _stage.Hears("first in");
        var second = grain.Enter("second");
        await grain.Enter("harmless");
        await _stage.Hears("harmless in");
        _stage.IsSilent();

        _stage.Open();
        await Task.WhenAll(first, second);
        await _stage.Hears("second in");
    }
}
