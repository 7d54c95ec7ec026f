using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Embedded.CodeGenerator;

namespace Commerce.Tests.Embedded;

/// <summary>What the generator makes, and what it says about code that the host cannot run.</summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData("interface IBad : IGrainWithStringKey { int Count(); }", "ORLEANS0009")]
    [InlineData("interface IBad : IGrainWithStringKey { System.Collections.Generic.IAsyncEnumerable<int> All(); }", "ORLEANS0009")]
    [InlineData("interface IBad : IGrainWithStringKey { Task Count(ref int number); }", "ORLEANS0002")]
    [InlineData("interface IBad : IGrainWithStringKey { Task Count(out int number); }", "ORLEANS0002")]
    [InlineData("interface IBad : IGrainWithStringKey { int Count { get; } }", "ORLEANS0008")]
    [InlineData("interface IBad : IGrainWithStringKey { Task Count<T>(T number); }", "ORLEANSEMB01")]
    [InlineData("interface IBad<T> : IGrainWithStringKey { Task Count(T number); }", "ORLEANSEMB02")]
    [InlineData("interface IBad : IGrainWithStringKey { Task Stop(CancellationToken one, CancellationToken two); }", "ORLEANS0109")]
    [InlineData("class Outer { private interface IBad : IGrainWithStringKey { Task Count(); } }", "ORLEANSEMB03")]
    [InlineData("interface IGood : IGrainWithStringKey; class Bad<T> : Grain, IGood;", "ORLEANSEMB02")]
    public void What_the_host_cannot_run_is_an_error_at_its_place(string code, string expected)
    {
        var (problems, _) = Run(code);

        var problem = Assert.Single(problems, found => found.Id == expected);
        Assert.Equal(DiagnosticSeverity.Error, problem.Severity);
        Assert.Contains("Bad", code[problem.Location.SourceSpan.Start..] + "Bad", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public interface IGood : IGrainWithStringKey { Task<int> Add(int number, string? name = null); }")]
    [InlineData("public interface IGood : IGrainWithStringKey { Task<string?> Find(string key); ValueTask Store(int? number); ValueTask<int[]> All(); }")]
    [InlineData("public interface IGood : IGrainObserver { void Heard(string what); Task Asked(); }")]
    [InlineData("public interface IGood : IGrainWithStringKey { Task Add(int n); Task Add(string n); Task Stop(string @class, CancellationToken token); }")]
    [InlineData("public interface IBase { Task Add(int n); } public interface IGood : IBase, IGrainWithGuidKey { Task Remove(int n); }")]
    [InlineData("public interface IGood : IGrainWithStringKey { Task Add(int n); Task AddTwo() => Add(2); static int Two => 2; }")]
    [InlineData("internal class Outer { internal interface IGood : IGrainWithStringKey { Task<(int Left, string Name)> Pair(); } }")]
    [InlineData("public interface IGood : IGrainWithIntegerKey { [ReadOnly, ResponseTimeout(\"00:00:05\")] Task Look(params int[] at); [OneWay] Task Drop(); }")]
    public void What_it_makes_compiles(string code)
    {
        var (problems, compiled) = Run(code);

        Assert.Empty(problems);
        Assert.Empty(compiled.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Code_without_grains_gets_nothing()
    {
        var (_, compiled) = Run("public interface INothing { Task Add(); } public class Nothing;");

        Assert.Single(compiled.SyntaxTrees);
    }

    [Fact]
    public void An_edit_elsewhere_makes_nothing_anew()
    {
        var compilation = Compile("public interface IGood : IGrainWithStringKey { Task Add(int number); }");
        var options = new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true);
        var driver = CSharpGeneratorDriver.Create([new GrainGenerator().AsSourceGenerator()], driverOptions: options).RunGenerators(compilation);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere { int _number; }"));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static (Diagnostic[] Problems, Compilation Compiled) Run(string code)
    {
        CSharpGeneratorDriver
            .Create(new GrainGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(code), out var compiled, out var problems);
        return ([.. problems], compiled);
    }

    private static CSharpCompilation Compile(string code)
    {
        const string Usings = "using System.Threading; using System.Threading.Tasks; using Orleans; using Orleans.Concurrency;\n#nullable enable\n";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "Orleans.Embedded.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Sample", [CSharpSyntaxTree.ParseText(Usings + code)], references, new(OutputKind.DynamicallyLinkedLibrary));
    }
}
