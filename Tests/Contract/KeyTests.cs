namespace Commerce.Tests.Contract;

internal interface IStringKeyed : IGrainWithStringKey
{
    Task<string> Key();
}

internal interface IGuidKeyed : IGrainWithGuidKey
{
    Task<Guid> Key();
}

internal interface IIntegerKeyed : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal interface IGuidCompoundKeyed : IGrainWithGuidCompoundKey
{
    Task<string> Key();
}

internal interface IIntegerCompoundKeyed : IGrainWithIntegerCompoundKey
{
    Task<string> Key();
}

internal sealed class StringKeyed : Grain, IStringKeyed
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

internal sealed class GuidKeyed : Grain, IGuidKeyed
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

internal sealed class IntegerKeyed : Grain, IIntegerKeyed
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

internal sealed class GuidCompoundKeyed : Grain, IGuidCompoundKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKey(out var extension)} {extension}");
}

internal sealed class IntegerCompoundKeyed : Grain, IIntegerCompoundKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var extension)} {extension}");
}

[GrainType("stated-name")]
internal sealed class NamedGrain : Grain, INamedGrain
{
    public Task<GrainId> Identity() => Task.FromResult(this.GetGrainId());

    public Task<bool> RefersToItself() => Task.FromResult(this.AsReference<INamedGrain>().GetGrainId() == this.GetGrainId());
}

internal interface INamedGrain : IGrainWithStringKey
{
    Task<GrainId> Identity();

    Task<bool> RefersToItself();
}

/// <summary>A grain knows its key, whatever kind it is.</summary>
public sealed class KeyTests : ContractTests
{
    private static readonly Guid Some = Guid.Parse("0196f0aa-1111-7222-8333-444455556666");

    [Theory]
    [InlineData("hanako")]
    [InlineData("kagetsudo/P4/限定スニーカー")]
    [InlineData("a+b c")]
    public async Task A_string(string key) => Assert.Equal(key, await Grains.GetGrain<IStringKeyed>(key).Key());

    [Fact]
    public async Task A_guid() => Assert.Equal(Some, await Grains.GetGrain<IGuidKeyed>(Some).Key());

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task An_integer(long key) => Assert.Equal(key, await Grains.GetGrain<IIntegerKeyed>(key).Key());

    [Fact]
    public async Task A_guid_and_a_string() => Assert.Equal($"{Some} shop", await Grains.GetGrain<IGuidCompoundKeyed>(Some, "shop").Key());

    [Fact]
    public async Task An_integer_and_a_string() => Assert.Equal("-7 shop", await Grains.GetGrain<IIntegerCompoundKeyed>(-7, "shop").Key());

    [Fact]
    public async Task The_stated_name_of_a_class_is_in_the_identity()
    {
        var grain = Grains.GetGrain<INamedGrain>("one");

        Assert.Equal(GrainId.Create("stated-name", "one"), await grain.Identity());
        Assert.Equal(grain.GetGrainId(), await grain.Identity());
        Assert.True(await grain.RefersToItself());
    }

    [Fact]
    public void Two_references_to_one_grain_are_equal()
    {
        var one = Grains.GetGrain<IStringKeyed>("hanako");

        Assert.Equal(one, Grains.GetGrain<IStringKeyed>("hanako"));
        Assert.NotEqual(one, Grains.GetGrain<IStringKeyed>("taro"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_key_is_refused(string key) => Assert.Throws<ArgumentException>(() => Grains.GetGrain<IStringKeyed>(key));
}
