namespace Commerce.Stock;

/// <summary>
/// Rows in pages: growing moves none of them, and a copy shares the pages until the original writes to one. So the copy of a state with
/// a million holds costs what changes while it is looked at, and not a pause of the sale. A copy is only read, by any one thread.
/// </summary>
internal sealed class Pages<T>
    where T : struct
{
    private const int Shift = 10, Rows = 1 << Shift, Smallest = 8;    // most SKUs have few holds

    private T[][] _pages;
    private bool[] _shared;

    public Pages()
        : this([], [])
    {
    }

    private Pages(T[][] pages, bool[] shared) => (_pages, _shared) = (pages, shared);

    public ref readonly T this[int row] => ref _pages[row >> Shift][row & (Rows - 1)];

    /// <summary>The row, to be changed: not in a page that a copy looks at.</summary>
    public ref T Write(int row)
    {
        var page = row >> Shift;
        if (_shared[page])
        {
            _pages[page] = (T[])_pages[page].Clone();
            _shared[page] = false;
        }

        return ref _pages[page][row & (Rows - 1)];
    }

    /// <summary>Makes room for the row after the last one.</summary>
    public void Reach(int row)
    {
        var (page, place) = (row >> Shift, row & (Rows - 1));
        if (page == _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(1, 2 * page));
            Array.Resize(ref _shared, _pages.Length);
        }

        if (_pages[page] is null) _pages[page] = new T[page == 0 ? Smallest : Rows];
        else if (place == _pages[page].Length) Array.Resize(ref _pages[page], 2 * place);
        else return;
        _shared[page] = false;
    }

    public Pages<T> Copy()
    {
        Array.Fill(_shared, true);
        return new([.. _pages], [.. _shared]);
    }
}
