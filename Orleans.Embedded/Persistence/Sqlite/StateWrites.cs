using System.Globalization;
using System.Text;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence.Sqlite;

/// <summary>Stores a state if it is still the one that was read.</summary>
internal sealed class StateWrite(GrainId grain, byte[] name, long? etag, ReadOnlyMemory<byte> data) : StoreWrite
{
    private readonly byte[] _grain = Encoding.UTF8.GetBytes(grain.ToString());

    public override void Apply(StoreTables tables)
    {
        var next = tables.NextEtag();
        var statement = (etag is null ? tables.InsertState : tables.UpdateState).Bind(1, _grain).Bind(2, name).Bind(3, next).BindBlob(4, data.Span);
        if (etag is { } expected) statement.Bind(5, expected);

        if (statement.Run() == 1) Done(next);
        else Refuse(StateConflict.Of(tables, grain, _grain, name, etag));
    }
}

/// <summary>Removes a state if it is still the one that was read.</summary>
internal sealed class StateClear(GrainId grain, byte[] name, long? etag) : StoreWrite
{
    private readonly byte[] _grain = Encoding.UTF8.GetBytes(grain.ToString());

    public override void Apply(StoreTables tables)
    {
        if (etag is { } expected)
        {
            if (tables.DeleteState.Bind(1, _grain).Bind(2, name).Bind(3, expected).Run() == 1) return;
        }
        else if (StoreTables.First(tables.SelectEtag.Bind(1, _grain).Bind(2, name)) is null)
        {
            // Never stored, and still not: there is nothing to remove.
            return;
        }

        Refuse(StateConflict.Of(tables, grain, _grain, name, etag));
    }
}

/// <summary>Says what was found instead of what was expected.</summary>
internal static class StateConflict
{
    public static InconsistentStateException Of(StoreTables tables, GrainId grain, byte[] grainText, byte[] name, long? etag)
    {
        var stored = StoreTables.First(tables.SelectEtag.Bind(1, grainText).Bind(2, name));
        return new(
            $"State \"{Encoding.UTF8.GetString(name)}\" of {grain} was written by somebody else.",
            stored?.ToString(CultureInfo.InvariantCulture),
            etag?.ToString(CultureInfo.InvariantCulture));
    }
}
