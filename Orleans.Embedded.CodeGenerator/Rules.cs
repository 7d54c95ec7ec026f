using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.CodeGenerator;

/// <summary>What grain code may not do on this host. Ids are Orleans' own where it has the same rule.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor ReturnType = New(
        "ORLEANS0009", "Grain interface methods return tasks", "{0} returns {1}; a grain method returns Task, Task<T>, ValueTask or ValueTask<T>");

    public static readonly DiagnosticDescriptor ByReference = New(
        "ORLEANS0002", "Parameters of grain methods are values", "{0} has a ref, out or in parameter, which cannot cross a grain boundary");

    public static readonly DiagnosticDescriptor NoProperties = New(
        "ORLEANS0008", "Grain interfaces have methods only", "{0} is a property or event; a grain interface has methods only");

    public static readonly DiagnosticDescriptor GenericMethod = New(
        "ORLEANSEMB01", "Generic grain methods", "{0} is generic; the embedded host calls no generic methods");

    public static readonly DiagnosticDescriptor GenericType = New(
        "ORLEANSEMB02", "Generic grains", "{0} is generic; the embedded host has no generic grains");

    public static readonly DiagnosticDescriptor OutOfReach = New(
        "ORLEANSEMB03", "Grains that generated code can reach", "{0} is private, protected or file-local, so generated code cannot reach it");

    public static readonly DiagnosticDescriptor TwoTokens = New(
        "ORLEANS0109", "One cancellation token", "{0} has more than one CancellationToken parameter");

    private static DiagnosticDescriptor New(string id, string title, string message) =>
        new(id, title, message, "Orleans", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
