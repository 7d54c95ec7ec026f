namespace Commerce.Stock;

/// <summary>The holds that count, by customer: nearly every customer has one.</summary>
internal sealed partial class HoldTable
{
    private int[] _byCustomer = new int[Fewest];

    /// <summary>The first hold of a customer that counts; 0: there is none.</summary>
    public int FirstOf(string customerId)
    {
        var hash = _customer.Of(customerId);
        return Next(_byCustomer[hash & (_byCustomer.Length - 1)], hash, customerId);
    }

    /// <summary>The customer's next one after this; 0: it was the last.</summary>
    public int NextOf(int row) => Next(_links[row].NextByCustomer, _links[row].CustomerHash, _rows[row].Hold.CustomerId);

    public ref readonly StockHold At(int row) => ref _rows[row].Hold;

    private int Next(int row, int hash, string customerId)
    {
        while (row != 0 && (_links[row].CustomerHash != hash || _rows[row].Hold.CustomerId != customerId)) row = _links[row].NextByCustomer;
        return row;
    }

    private void Joins(int row)
    {
        ref var links = ref _links.Write(row);
        ref var first = ref _byCustomer[links.CustomerHash & (_byCustomer.Length - 1)];
        (links.NextByCustomer, first) = (first, row);
    }

    private void Leaves(int row)
    {
        ref var from = ref _byCustomer[_links[row].CustomerHash & (_byCustomer.Length - 1)];
        while (from != row) from = ref _links.Write(from).NextByCustomer;
        from = _links[row].NextByCustomer;
    }

    private void ReserveCustomers(int size)
    {
        var old = _byCustomer;
        _byCustomer = new int[size];
        foreach (var first in old)
        {
            for (int row = first, next; row != 0; row = next)
            {
                next = _links[row].NextByCustomer;
                Joins(row);
            }
        }
    }
}
