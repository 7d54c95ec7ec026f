using System.Xml.Linq;
using Commerce.Tests.Support;

namespace Commerce.Tests.Mutants;

/// <summary>The list of ways to break the product stays true while the product changes; <c>Benchmarks -- mutants</c> runs it.</summary>
public sealed class MutantTests
{
    private static readonly XElement[] Mutants =
        [.. XDocument.Parse(SourceTree.Read(Path.Combine("Tests", "Mutants", "mutants.xml"))).Root!.Elements("mutant")];

    [Fact]
    public void Each_mutant_replaces_a_text_that_is_there_exactly_once()
    {
        Assert.NotEmpty(Mutants);
        foreach (var mutant in Mutants)
        {
            var (file, find) = (mutant.Attribute("file")!.Value, mutant.Element("find")!.Value);
            var times = SourceTree.Read(file).Split(find).Length - 1;
            Assert.True(times == 1, $"{mutant.Attribute("name")!.Value}: its text is {times} times in {file}");
            Assert.NotEqual(find, mutant.Element("replace")!.Value);
        }
    }

    [Fact]
    public void Each_mutant_names_tests_that_exist()
    {
        var tests = typeof(MutantTests).Assembly.GetTypes().Select(type => type.FullName!).ToArray();
        foreach (var mutant in Mutants)
        {
            foreach (var filter in mutant.Attribute("caught")!.Value.Split('|'))
            {
                var name = filter.Split('~')[^1];
                Assert.True(tests.Any(test => test.Contains(name, StringComparison.Ordinal)), $"{mutant.Attribute("name")!.Value}: no test {name}");
            }
        }
    }

    [Fact]
    public void Each_mutant_has_a_name_of_its_own_and_says_what_it_breaks()
    {
        Assert.Equal(Mutants.Length, Mutants.Select(mutant => mutant.Attribute("name")!.Value).Distinct().Count());
        Assert.All(Mutants, mutant => Assert.NotEmpty(mutant.Element("why")!.Value));
    }
}
