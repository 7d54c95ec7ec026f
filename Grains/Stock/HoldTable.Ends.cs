using System.Diagnostics.CodeAnalysis;

namespace Commerce.Stock;

/// <summary>
/// The open holds by end, then id, so that a state read from a snapshot ends them in the same order: a heap of row numbers, in which every
/// row knows its place.
/// </summary>
internal sealed partial class HoldTable
{
    private int[] _ends = [];
    private int _open;

    /// <summary>The open hold that ends first.</summary>
    /// <param name="until">Ticks (UTC).</param>
    public bool TryFirst([NotNullWhen(true)] out string? holdId, out long until)
    {
        (holdId, until) = _open == 0 ? (null, 0) : (_rows[_ends[0]].Id, _rows[_ends[0]].Hold.Until);
        return holdId is not null;
    }

    private void Follow(int row, in StockHold before)
    {
        var open = _rows[row].Hold.Standing == HoldStanding.Open;
        if (before.Standing != HoldStanding.Open)
        {
            if (open) Push(row);
        }
        else if (!open)
        {
            Pull(row);
        }
        else if (before.Until != _rows[row].Hold.Until)
        {
            Settle(row, _links[row].Place - 1);
        }
    }

    private void Push(int row)
    {
        if (_open == _ends.Length) Array.Resize(ref _ends, Math.Max(Fewest, 2 * _open));
        Settle(row, _open++);
    }

    private void Pull(int row)
    {
        var at = _links[row].Place - 1;
        _links.Write(row).Place = 0;
        var last = _ends[--_open];
        if (last != row) Settle(last, at);
    }

    /// <summary>Moves the row from this place to where it belongs, towards the first one or away from it.</summary>
    private void Settle(int row, int at)
    {
        for (int above; at > 0 && IsBefore(row, _ends[above = (at - 1) / 2]); at = above) Put(_ends[above], at);
        for (var below = (2 * at) + 1; below < _open; below = (2 * at) + 1)
        {
            if (below + 1 < _open && IsBefore(_ends[below + 1], _ends[below])) below++;
            if (!IsBefore(_ends[below], row)) break;
            Put(_ends[below], at);
            at = below;
        }

        Put(row, at);
    }

    private void Put(int row, int at)
    {
        _ends[at] = row;
        _links.Write(row).Place = at + 1;
    }

    private bool IsBefore(int one, int other)
    {
        var (a, b) = (_rows[one].Hold.Until, _rows[other].Hold.Until);
        return a != b ? a < b : string.CompareOrdinal(_rows[one].Id, _rows[other].Id) < 0;
    }
}
