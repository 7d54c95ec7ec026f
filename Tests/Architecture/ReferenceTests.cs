using System.Xml.Linq;
using Commerce.Tests.Support;

namespace Commerce.Tests.Architecture;

/// <summary>Who may know whom (docs/architecture.md). A new arrow is a decision, not an accident.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Orleans.Embedded.CodeGenerator"] = [],
        ["Orleans.Embedded"] = ["Orleans.Embedded.CodeGenerator"],
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces"],
        ["Integrations"] = ["Grains"],
        ["Simulators"] = [],
        ["Silo"] = ["Grains", "Integrations"],
        ["Web"] = ["Grains.Interfaces", "Silo", "Simulators"],
    };

    [Fact]
    public void Projects_refer_only_downwards()
    {
        foreach (var (project, allowed) in Allowed)
        {
            var referred = XDocument.Parse(SourceTree.Read(Path.Combine(project, project + ".csproj")))
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

            Assert.Empty(referred.Except(allowed).Select(other => $"{project} → {other}"));
        }
    }

    [Fact]
    public void Web_knows_what_grains_can_be_asked_and_not_how_they_answer()
    {
        var referred = System.Reflection.Assembly.Load("Web").GetReferencedAssemblies().Select(name => name.Name);

        Assert.DoesNotContain("Grains", referred);
    }
}
