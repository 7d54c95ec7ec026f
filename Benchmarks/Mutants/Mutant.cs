using System.Xml.Linq;

namespace Commerce.Benchmarks.Mutants;

/// <param name="CaughtBy">Filter of the tests that must notice.</param>
internal sealed record Mutant(string Name, string Why, string CaughtBy)
{
    /// <summary>The source tree that this program was built from.</summary>
    public static readonly string Root = FindRoot();

    public static IReadOnlyList<Mutant> All() =>
    [
        .. from mutant in XDocument.Load(Path.Combine(Root, "Tests", "Mutants", "mutants.xml")).Root!.Elements("mutant")
           select new Mutant(mutant.Attribute("name")!.Value, mutant.Element("why")!.Value, mutant.Attribute("caught")!.Value),
    ];

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "OrleansCommerce.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("Mutants are built from source: OrleansCommerce.sln was not found above this program.");
    }
}

/// <param name="Told">Who noticed, or why nobody could.</param>
internal sealed record Verdict(bool Green, bool Caught, int Passed, string Told);
