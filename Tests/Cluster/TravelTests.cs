using System.Runtime.CompilerServices;
using Commerce.Stock;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static Commerce.Tests.Architecture.ContractAssemblies;

namespace Commerce.Tests.Cluster;

/// <summary>What goes from one machine to another arrives as it left: every record of the contract, by Orleans' own serializer.</summary>
public sealed class TravelTests
{
    private static readonly Serializer Orleans =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<string> Records => [.. Serialized.Where(type => !type.IsAbstract && !type.IsGenericType).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_arrives_as_it_left(string name)
    {
        var sent = Samples.Of(AllTypes.Single(type => type.FullName == name))!;

        var arrived = Orleans.Deserialize<object>(Orleans.SerializeToArray<object>(sent))!;

        Assert.Equal(sent.GetType(), arrived.GetType());
        Assert.Equal(Samples.Text(sent), Samples.Text(arrived));
    }

    /// <summary>Fields that an older program did not write are what a new record has where nothing was said.</summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_which_nothing_was_said_travels_too(string name)
    {
        var sent = RuntimeHelpers.GetUninitializedObject(AllTypes.Single(type => type.FullName == name));

        Assert.Equal(sent.GetType(), Orleans.Deserialize<object>(Orleans.SerializeToArray<object>(sent))!.GetType());
    }

    [Fact]
    public void A_failure_of_the_journal_arrives_with_its_cause()
    {
        var sent = new StockJournalException("fenced", new IOException("disk full")) { Overloaded = true };

        var arrived = Orleans.Deserialize<Exception>(Orleans.SerializeToArray<Exception>(sent));

        Assert.True(Assert.IsType<StockJournalException>(arrived).Overloaded);
        Assert.Equal("fenced", arrived.Message);
        Assert.Equal("disk full", arrived.InnerException!.Message);
    }
}
