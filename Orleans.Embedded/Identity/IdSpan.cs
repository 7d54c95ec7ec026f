using System.Buffers;
using System.Text;

namespace Orleans.Runtime;

/// <summary>A piece of an identity: UTF-8 bytes with their hash, compared by value.</summary>
[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>, ISpanFormattable
{
    private readonly byte[]? _value;
    private readonly int _hash;

    public IdSpan(byte[] value)
        : this(value, Hash(value))
    {
    }

    private IdSpan(byte[]? value, int hash)
    {
        _value = value;
        _hash = hash;
    }

    public ReadOnlyMemory<byte> Value => _value;

    public bool IsDefault => _value is null || _value.Length == 0;

    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public static IdSpan UnsafeCreate(byte[]? value, int hashCode) => new(value, hashCode);

    public static byte[]? UnsafeGetArray(IdSpan id) => id._value;

    public ReadOnlySpan<byte> AsSpan() => _value;

    public uint GetUniformHashCode() => unchecked((uint)_hash);

    public override int GetHashCode() => _hash;

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public bool Equals(IdSpan obj) =>
        ReferenceEquals(_value, obj._value) || (_hash == obj._hash && AsSpan().SequenceEqual(obj.AsSpan()));

    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public override string ToString() => Encoding.UTF8.GetString(AsSpan());

    public bool TryFormat(Span<char> destination, out int charsWritten) =>
        System.Text.Unicode.Utf8.ToUtf16(AsSpan(), destination, out _, out charsWritten) == OperationStatus.Done;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    // FNV-1a with a final mix: the same on every run and machine, because identities are compared across restarts.
    private static int Hash(ReadOnlySpan<byte> value)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var b in value) hash = (hash ^ b) * 16777619u;
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
            return (int)(hash ^ (hash >> 13));
        }
    }
}
