using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Rules.Stock;

namespace Commerce.Tests.Silo;

public sealed class StoredTailTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(30_000)]    // so many are made ahead, on another thread
    public void Entries_come_back_as_they_were_in_their_order(int count)
    {
        var entries = Enumerable.Range(1, count).Select(Entry).ToArray();
        var tail = new StoredTail();
        foreach (var segment in entries.Chunk(300)) tail.Add(Bytes(segment), segment.Length);

        Assert.Equal(count, tail.Count);
        Assert.Equal(entries, tail);
        Assert.Equal(entries, tail);    // a second look sees the same
        for (var i = 0; i < count; i += 997) Assert.Equal(entries[i], tail[i]);
    }

    [Fact]
    public void What_is_no_entry_is_told_to_whoever_comes_to_it()
    {
        var tail = new StoredTail();
        foreach (var segment in Enumerable.Range(1, 30_000).Select(Entry).Chunk(300)) tail.Add(Bytes(segment), segment.Length);
        tail.Add([2, 0, 0], 1);

        var seen = 0;
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var entry in tail) Assert.Equal(Entry(++seen), entry);
        });
        Assert.InRange(seen, 20_000, 30_000);
    }

    private static StockEntry Entry(int sequence) => new(
        sequence, StockEntryKind.Held, StockTesting.Noon.AddTicks(sequence), $"order-{sequence}", $"buyer-{sequence}", 1, StockTesting.Noon.AddMinutes(5));

    private static byte[] Bytes(StockEntry[] entries)
    {
        var segment = new JournalSegment();
        segment.Start("shop/P4", 1);
        foreach (var entry in entries) segment.Add(entry);
        Assert.Equal((entries.Length, entries[0].Sequence, entries[^1].Sequence), (segment.Count, segment.First, segment.Last));
        return segment.Bytes.ToArray();
    }
}
