using System.Collections;
using System.Numerics;

namespace Commerce.Stock;

/// <summary>
/// The holds of one SKU: by id, those that count by customer, the open ones by end. One row per hold, numbered from 1; whatever finds
/// it knows the number. Only <see cref="StockRules.Apply"/> changes it. Bounded as <see cref="StockState"/> is.
/// </summary>
internal sealed partial class HoldTable : IReadOnlyCollection<KeyValuePair<string, StockHold>>
{
    private const int Fewest = 8;

    private readonly Pages<Row> _rows;
    private readonly Pages<Links> _links = new();
    private int[] _byId = new int[Fewest];
    private int _newest;            // the highest row that was ever used
    private int _free;              // the first row that is free again; the next one is its NextById
    private Hashed _id, _customer;  // the same id is looked up, decided on and added: its hash is made once

    public HoldTable() => _rows = new();

    private HoldTable(HoldTable other) => (_rows, _newest, Count) = (other._rows.Copy(), other._newest, other.Count);

    public int Count { get; private set; }

    public IEnumerable<StockHold> Values => this.Select(hold => hold.Value);

    /// <exception cref="KeyNotFoundException">There is no such hold.</exception>
    public StockHold this[string id]
    {
        get => _rows[Existing(id)].Hold;
        set
        {
            var row = Existing(id);
            ref var hold = ref _rows.Write(row).Hold;
            var before = hold;
            hold = value;
            if (before.Counts && !value.Counts) Leaves(row);
            if (!before.Counts && value.Counts) Joins(row);
            Follow(row, before);
        }
    }

    public bool ContainsKey(string id) => Find(id) != 0;

    public bool TryGetValue(string id, out StockHold hold)
    {
        var row = Find(id);
        hold = row == 0 ? default : _rows[row].Hold;
        return row != 0;
    }

    /// <exception cref="ArgumentException">There is such a hold.</exception>
    public void Add(string id, in StockHold hold)
    {
        if (Find(id) != 0) throw new ArgumentException($"There is a hold {id} already");
        if (Count++ == _byId.Length) Reserve(Count);
        var row = NewRow();
        _rows.Write(row) = new() { Id = id, Hold = hold };
        ref var first = ref _byId[_id.Of(id) & (_byId.Length - 1)];
        _links.Write(row) = new() { IdHash = _id.Of(id), NextById = first, CustomerHash = _customer.Of(hold.CustomerId) };
        first = row;
        if (hold.Counts) Joins(row);
        if (hold.Standing == HoldStanding.Open) Push(row);
    }

    public void Remove(string id)
    {
        if (Find(id) is not (var row and not 0)) return;
        ref var from = ref _byId[_id.Of(id) & (_byId.Length - 1)];
        while (from != row) from = ref _links.Write(from).NextById;
        from = _links[row].NextById;
        if (_rows[row].Hold.Counts) Leaves(row);
        if (_links[row].Place > 0) Pull(row);
        _rows.Write(row) = default;
        _links.Write(row) = new() { NextById = _free };
        _free = row;
        Count--;
    }

    /// <summary>Makes room for so many holds at once.</summary>
    public void Reserve(int holds)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(holds, Fewest));
        if (size <= _byId.Length) return;
        var old = _byId;
        _byId = new int[size];
        foreach (var first in old)
        {
            for (int row = first, next; row != 0; row = next)
            {
                ref var links = ref _links.Write(row);
                next = links.NextById;
                (links.NextById, _byId[links.IdHash & (size - 1)]) = (_byId[links.IdHash & (size - 1)], row);
            }
        }

        ReserveCustomers(size);
    }

    /// <summary>The holds as they are now, to be enumerated and nothing else.</summary>
    public HoldTable Copy() => new(this);

    public IEnumerator<KeyValuePair<string, StockHold>> GetEnumerator()
    {
        for (var row = 1; row <= _newest; row++)
        {
            if (_rows[row].Id is { } id) yield return new(id, _rows[row].Hold);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Existing(string id) => Find(id) is var row and not 0 ? row : throw new KeyNotFoundException($"There is no hold {id}");

    private int Find(string id)
    {
        var hash = _id.Of(id);
        for (var row = _byId[hash & (_byId.Length - 1)]; row != 0; row = _links[row].NextById)
        {
            if (_links[row].IdHash == hash && _rows[row].Id == id) return row;
        }

        return 0;
    }

    private int NewRow()
    {
        if (_free is var row and not 0)
        {
            _free = _links[row].NextById;
            return row;
        }

        _rows.Reach(++_newest);
        _links.Reach(_newest);
        return _newest;
    }

    /// <summary>What a copy shows.</summary>
    private struct Row
    {
        public string? Id;
        public StockHold Hold;
    }

    /// <summary>How a row is found. Place: where its end stands among the ends, from 1.</summary>
    private struct Links
    {
        public int IdHash, NextById, CustomerHash, NextByCustomer, Place;
    }

    private struct Hashed
    {
        private string? _text;
        private int _hash;

        public int Of(string text)
        {
            if (!ReferenceEquals(text, _text)) (_text, _hash) = (text, string.GetHashCode(text));
            return _hash;
        }
    }
}
