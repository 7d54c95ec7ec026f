using System.Reflection;
using System.Text.RegularExpressions;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Operations;

/// <summary>Every line that the product logs has a number of its own, and the operator's book has them all. Rewrite it with UPDATE_LOGS=1.</summary>
public sealed partial class LogEventTests
{
    private const string Book = "docs/operations/logs.md", Head = "| event | level | says |\n|---|---|---|\n";

    private static readonly string[] Product = ["Grains.Interfaces", "Grains", "Silo", "Integrations", "Web", "Simulators", "Orleans.Embedded"];

    [Fact]
    public void No_two_events_share_a_number()
    {
        var shared = Events().GroupBy(log => log.EventId).Where(same => same.Count() > 1 || same.Key <= 0).Select(same => $"{same.Key}: {same.First().Message}");

        Assert.Empty(shared);
    }

    [OneProcessFact]
    public void The_book_has_every_event()
    {
        var text = SourceTree.Read(Book);
        var start = text.IndexOf(Head, StringComparison.Ordinal) + Head.Length;
        var rows = Events().OrderBy(log => log.EventId).Select(log => $"| {log.EventId} | {log.Level} | {log.Message} |\n");
        var wanted = text[..start] + string.Concat(rows);
        if (Environment.GetEnvironmentVariable("UPDATE_LOGS") == "1") File.WriteAllText(Path.Combine(SourceTree.Root, Book), wanted);

        Assert.Equal(wanted, SourceTree.Read(Book));
    }

    [Fact]
    public void Nothing_is_logged_without_a_number() => Assert.Empty(
        from folder in Product
        from path in SourceTree.Files(folder, "*.cs")
        from line in SourceTree.Read(path).Split('\n').Select((words, index) => (words, number: index + 1))
        where Raw().IsMatch(line.words)
        select $"{path}:{line.number}: {line.words.Trim()}");

    private static IEnumerable<LoggerMessageAttribute> Events() =>
        from name in Product
        let assembly = Load(name)
        where assembly is not null
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let log = method.GetCustomAttribute<LoggerMessageAttribute>()
        where log is not null
        select log;

    /// <summary>Null: not a part of this build (the embedded host, in the cluster build).</summary>
    private static Assembly? Load(string name) =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")) ? Assembly.Load(name) : null;

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\((?!s\b)(""|\$""|LogLevel|\w+, \$?"")|\.Log(Trace|Debug|Information|Warning|Error|Critical)\($")]
    private static partial Regex Raw();
}
