using System.Text.RegularExpressions;
using Commerce.Tests.Support;

namespace Commerce.Tests.Architecture;

/// <summary>What a file may not mention, because of where it lies.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Hostless =
        ["Grains.Interfaces", "Grains", "Integrations", "Simulators", "Web", "Orleans.Embedded", "Benchmarks"];

    private static readonly string SetUp = Path.Combine("Tests", "Support");

    [Fact]
    public void Grains_cannot_tell_which_host_runs_them() =>
        Assert.Empty(Lines(["Grains.Interfaces", "Grains"], "*.cs", HostWords()));

    [Fact]
    public void The_host_is_chosen_in_the_silo_and_in_the_set_up_of_its_tests() =>
        Assert.DoesNotContain(Lines([.. Hostless, "Tests"], "*.cs", Cluster()), line => !line.StartsWith(SetUp, StringComparison.Ordinal));

    [Fact]
    public void Rules_are_pure() =>
        Assert.Empty(Lines(["Grains"], "*Rules.cs", Impure()));

    private static IEnumerable<string> Lines(string[] folders, string pattern, Regex forbidden) =>
        from folder in folders
        from path in SourceTree.Files(folder, pattern)
        from line in SourceTree.Read(path).Split('\n').Select((text, index) => (text, number: index + 1))
        where forbidden.IsMatch(line.text)
        select $"{path}:{line.number}: {line.text.Trim()}";

    [GeneratedRegex(
        @"\b(Embedded|CLUSTER|Sqlite|Npgsql|Postgres\w*|EntityFramework\w*|AdoNet|UseOrleans|Docker)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HostWords();

    [GeneratedRegex(@"^\s*#(el)?if\b.*\bCLUSTER\b")]
    private static partial Regex Cluster();

    [GeneratedRegex(@"\b(async|await|TimeProvider|UtcNow|ILogger|IGrainFactory|GrainFactory|Random|CreateVersion7)\b")]
    private static partial Regex Impure();
}
