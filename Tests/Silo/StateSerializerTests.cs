using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Silo.Storage;
using Commerce.Stock;
using Commerce.Tests.Architecture;
using Commerce.Tests.Support;

namespace Commerce.Tests.Silo;

public sealed class StateSerializerTests
{
    private static readonly StateSerializer Serializer = new();

    /// <summary>Whatever a grain keeps, and whatever the contract has that it may keep.</summary>
    public static TheoryData<Type> Stored =>
        [.. ContractAssemblies.Serialized.Where(type => !type.IsAbstract && !type.IsGenericTypeDefinition).Concat(States()).Distinct()];

    [Theory]
    [MemberData(nameof(Stored))]
    public void Comes_back_as_it_was(Type type)
    {
        var before = Sample.Of(type);

        var after = RoundTrip(type, before);

        Assert.Null(Sample.Difference(before, after, type.Name));
    }

    [Fact]
    public void Enums_and_yen_are_numbers_also_as_keys()
    {
        var refused = ImmutableDictionary<Reason, long>.Empty.Add(Reason.SoldOut, 7);
        var view = new StockView("P1", 1, 2, 3, 4, 5, false, SaleTerms.Always, refused, 6);

        Assert.Contains("\"Refused\":{\"25\":7}", Serializer.Serialize(view).ToString(), StringComparison.Ordinal);
        Assert.Equal("1500", Serializer.Serialize(new Yen(1500)).ToString());
        Assert.Equal("2", Serializer.Serialize(TaxClass.Reduced).ToString());
    }

    [Fact]
    public void Fields_that_a_newer_program_wrote_are_passed_over() =>
        Assert.Equal(
            new("hanako", "変更"),
            Serializer.Deserialize<Actor>(BinaryData.FromString("""{"Who":"hanako","Why":"変更","Mood":{"a":[1,2]}}""")));

    [Fact]
    public void Fields_that_an_older_program_did_not_write_keep_their_defaults()
    {
        var product = Serializer.Deserialize<Product>(BinaryData.FromString("""{"Sku":"P1","Name":"T-SHIRT","Price":1500}"""))!;

        Assert.Equal(TaxClass.Standard, product.Tax);
        Assert.True(product.Listed);
        Assert.Empty(product.CategoryIds);
        Assert.Equal(TimeSpan.FromMinutes(10), product.Terms.HoldFor);
    }

    [Fact]
    public void Lists_that_an_older_program_did_not_write_are_empty()
    {
        var quote = Serializer.Deserialize<Quote>(BinaryData.FromString("""{"Rules":1,"Lines":null}"""))!;

        Assert.Empty(quote.Lines);
        Assert.Empty(quote.Taxes);
    }

    [Fact]
    public void A_list_that_was_never_set_is_written_as_an_empty_one() =>
        Assert.Contains("\"Lines\":[]", Serializer.Serialize(Quote.Empty with { Lines = default }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_required_field_that_is_missing_is_an_error() =>
        Assert.Throws<System.Text.Json.JsonException>(() =>
            Serializer.Deserialize<Product>(BinaryData.FromString("""{"Sku":"P1","Price":1500}""")));

    private static object? RoundTrip(Type type, object value)
    {
        var written = Call(nameof(StateSerializer.Serialize), type, value);
        return Call(nameof(StateSerializer.Deserialize), type, written!);
    }

    private static object? Call(string method, Type type, object argument) =>
        typeof(StateSerializer).GetMethod(method)!.MakeGenericMethod(type).Invoke(Serializer, [argument]);

    private static IEnumerable<Type> States() =>
        from grain in ContractAssemblies.Grains.GetTypes()
        where typeof(IGrainBase).IsAssignableFrom(grain) && !grain.IsAbstract
        from constructor in grain.GetConstructors()
        from parameter in constructor.GetParameters()
        where parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IPersistentState<>)
        select parameter.ParameterType.GetGenericArguments()[0];
}
