using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Benchmarks.Stock;

/// <summary>A disk that takes everything at once and keeps nothing: under the product's own journal it leaves out the disk alone.</summary>
internal sealed class NoDiskStore : IJournalStore
{
    private readonly Dictionary<string, (long Epoch, long Last)> _heads = [];

    public void Store(JournalBatch flush)
    {
        foreach (var segment in flush.Segments)
        {
            segment.Accepted = true;
            _heads[segment.Key] = (segment.Epoch, segment.Last);
        }

        foreach (var check in flush.Checks) check.Head = _heads.GetValueOrDefault(check.Key);
        foreach (var opening in flush.Openings)
        {
            var (epoch, last) = _heads.GetValueOrDefault(opening.Key);
            _heads[opening.Key] = (opening.Epoch = epoch + 1, last);
        }
    }

    public OpenedLog Read(string key, long epoch) => new(epoch, null, 0, []);

    public void Dispose()
    {
    }
}
