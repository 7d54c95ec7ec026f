using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.CodeGenerator;

/// <summary>Reads a grain or observer interface into a model.</summary>
internal static class InterfaceReader
{
    public static InterfaceModel? Read(INamedTypeSymbol type)
    {
        if (!Names.Implements(type, "Orleans.Runtime.IAddressable") || IsMarker(type)) return null;

        var problems = new List<Problem>();
        if (type.IsGenericType) problems.Add(Problem.At(Rules.GenericType, type, type.Name));
        if (!Names.IsReachable(type)) problems.Add(Problem.At(Rules.OutOfReach, type, type.Name));

        var members = type.AllInterfaces.Insert(0, type).SelectMany(i => i.GetMembers()).Where(m => m.IsAbstract && !m.IsStatic).ToArray();
        problems.AddRange(members
            .Where(m => m is IPropertySymbol or IEventSymbol)
            .Select(m => Problem.At(Rules.NoProperties, m, m.Name)));

        var methods = members.OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).ToArray();
        problems.AddRange(methods.SelectMany(Problems));

        var full = type.ToDisplayString(Names.Full);
        var alias = Names.Attribute(type, "Orleans.AliasAttribute")?.ConstructorArguments[0].Value as string;
        return new(
            full,
            type.ToDisplayString(),
            Names.Safe(type.ToDisplayString()),
            alias ?? type.ToDisplayString(),
            problems.Count > 0 ? default : new(methods.Select(Read).ToImmutableArray()),
            new(problems.ToImmutableArray()));
    }

    // IGrain, IGrainWithStringKey and the like: nobody calls anything through them.
    private static bool IsMarker(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is "Orleans" or "Orleans.Runtime" && type.GetMembers().Length == 0;

    private static IEnumerable<Problem> Problems(IMethodSymbol method)
    {
        if (method.IsGenericMethod) yield return Problem.At(Rules.GenericMethod, method, method.Name);
        if (method.Parameters.Any(p => p.RefKind != RefKind.None)) yield return Problem.At(Rules.ByReference, method, method.Name);
        if (method.Parameters.Count(p => IsToken(p.Type)) > 1) yield return Problem.At(Rules.TwoTokens, method, method.Name);
        if (RequestOf(method.ReturnType).Base is null)
        {
            yield return Problem.At(Rules.ReturnType, method, method.Name, method.ReturnType.ToDisplayString());
        }
    }

    private static MethodModel Read(IMethodSymbol method)
    {
        var (requestBase, result) = RequestOf(method.ReturnType);
        return new(
            method.ContainingType.ToDisplayString(Names.Full),
            method.Name,
            method.ReturnType.ToDisplayString(Names.Full),
            requestBase!,
            result,
            new(method.Parameters.Select(Read).ToImmutableArray()),
            new(Options(method).ToImmutableArray()),
            Timeout(method));
    }

    private static ParameterModel Read(IParameterSymbol parameter) => new(
        parameter.Type.ToDisplayString(Names.Full),
        parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        IsToken(parameter.Type));

    private static (string? Base, string? Result) RequestOf(ITypeSymbol type)
    {
        var result = type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0].ToDisplayString(Names.Full) : null;
        return type.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => ("TaskRequest", null),
            "System.Threading.Tasks.Task<TResult>" => ("TaskRequest", result),
            "System.Threading.Tasks.ValueTask" => ("Request", null),
            "System.Threading.Tasks.ValueTask<TResult>" => ("Request", result),
            "void" => ("VoidRequest", null),
            _ => (null, null),
        };
    }

    private static IEnumerable<string> Options(IMethodSymbol method)
    {
        foreach (var name in new[] { "OneWay", "ReadOnly", "AlwaysInterleave" })
        {
            var stated = Names.Attribute(method, $"Orleans.Concurrency.{name}Attribute") is not null;
            if (stated || (name == "OneWay" && method.ReturnsVoid)) yield return name;
        }
    }

    private static long? Timeout(IMethodSymbol method) =>
        Names.Attribute(method, "Orleans.ResponseTimeoutAttribute") is { ConstructorArguments: { Length: 1 } stated }
        && stated[0].Value is string text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout)
            ? timeout.Ticks
            : null;

    private static bool IsToken(ITypeSymbol type) => Names.Is(type, "System.Threading.CancellationToken");
}
