using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.CodeGenerator;

/// <summary>Reads a grain class into a model.</summary>
internal static class ClassReader
{
    public static ClassModel? Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsStatic || !Names.Implements(type, "Orleans.IGrain")) return null;
        for (var b = type.BaseType; b is not null; b = b.BaseType)
        {
            if (Names.Is(b, "Orleans.Runtime.GrainReference")) return null;
        }

        var problem = type.IsGenericType ? Problem.At(Rules.GenericType, type, type.Name)
            : !Names.IsReachable(type) ? Problem.At(Rules.OutOfReach, type, type.Name)
            : null;
        return new(
            type.ToDisplayString(Names.Full),
            problem is null ? default : new(ImmutableArray.Create(problem)));
    }
}
