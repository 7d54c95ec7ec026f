using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.Embedded.CodeGenerator;

/// <summary>A grain or observer interface, as text: comparable, so that an edit elsewhere generates nothing anew.</summary>
internal sealed record InterfaceModel(
    string FullName,
    string ReflectionName,
    string SafeName,
    string WireName,
    ValueList<MethodModel> Methods,
    ValueList<Problem> Problems);

/// <summary>A method of such an interface.</summary>
internal sealed record MethodModel(
    string DeclaringInterface,
    string Name,
    string ReturnType,
    string RequestBase,
    string? ResultType,
    ValueList<ParameterModel> Parameters,
    ValueList<string> Options,
    long? TimeoutTicks);

/// <summary>A parameter of such a method.</summary>
internal sealed record ParameterModel(string Type, string TypeOf, bool IsCancellationToken);

/// <summary>A grain class.</summary>
internal sealed record ClassModel(string FullName, ValueList<Problem> Problems);

/// <summary>Something the host cannot do, and where it is written.</summary>
internal sealed record Problem(string Id, string Text, string File, int Start, int Length, int Line, int Column)
{
    public static Problem At(DiagnosticDescriptor rule, ISymbol symbol, params object[] arguments)
    {
        var location = symbol.Locations.FirstOrDefault() ?? Location.None;
        var from = location.GetLineSpan().StartLinePosition;
        return new(
            rule.Id,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), arguments),
            location.SourceTree?.FilePath ?? "",
            location.SourceSpan.Start,
            location.SourceSpan.Length,
            from.Line,
            from.Character);
    }

    public Diagnostic ToDiagnostic()
    {
        var from = new Microsoft.CodeAnalysis.Text.LinePosition(Line, Column);
        var to = new Microsoft.CodeAnalysis.Text.LinePosition(Line, Column + Length);
        var location = File.Length == 0
            ? Location.None
            : Location.Create(File, new(Start, Length), new(from, to));
        return Diagnostic.Create(Id, "Orleans", Text, DiagnosticSeverity.Error, DiagnosticSeverity.Error, true, 0, location: location);
    }
}

/// <summary>A list that is equal to another with equal items.</summary>
internal readonly struct ValueList<T>(ImmutableArray<T> items) : IEquatable<ValueList<T>>
    where T : IEquatable<T>
{
    public ImmutableArray<T> Items => items.IsDefault ? ImmutableArray<T>.Empty : items;

    public bool Equals(ValueList<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => unchecked((hash * 31) + item.GetHashCode()));
}
