using System.Data.Common;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>What every store of the journal must do. Run once per database.</summary>
public abstract class StockJournalContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The same, empty database for the whole of a test.</summary>
    private protected abstract IJournalStore OpenStore();

    /// <summary>Beside the journal, as somebody who looks on.</summary>
    private protected abstract IJournalReader OpenReader();

    /// <summary>Beside the journal, as somebody who does mischief.</summary>
    protected abstract DbConnection Connect();

    /// <summary>Statements that make blocks unwritable and writable again.</summary>
    protected abstract (string Break, string Mend) Blocks { get; }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var entries = new[]
        {
            new StockEntry(1, StockEntryKind.Adjusted, Noon, "supply", Quantity: 10, Detail: "{\"Who\":\"花子\"}"),
            new StockEntry(2, StockEntryKind.Held, Noon, "order-1", "hanako", 2, Noon.AddMinutes(5)),
            new StockEntry(3, StockEntryKind.Refused, Noon, "order-2", "太郎", -1, Reason: Reason.BadQuantity),
        };
        using (var journal = Open())
        {
            var log = await journal.OpenAsync("shop/P4", default);
            foreach (var entry in entries) await journal.Append("shop/P4", log.Epoch, entry);
        }

        using var again = Open();
        Assert.Equal(entries, (await again.OpenAsync("shop/P4", default)).Tail);
        Assert.Empty((await again.OpenAsync("shop/P5", default)).Tail);
    }

    [Fact]
    public async Task Whoever_opened_a_log_before_can_no_longer_write_to_it()
    {
        using var journal = Open();
        var old = await journal.OpenAsync("shop/P4", default);
        await journal.Append("shop/P4", old.Epoch, Entry(1));
        var now = await journal.OpenAsync("shop/P4", default);

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", old.Epoch, Entry(2)));
        await journal.Append("shop/P4", now.Epoch, Entry(2));
        Assert.Equal([1, 2], (await journal.OpenAsync("shop/P4", default)).Tail.Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Of_two_writers_in_one_flush_the_one_that_opened_last_writes(int first, int second)
    {
        using var store = OpenStore();
        var commit = new GroupCommit(store, NullLogger.Instance);
        var epochs = new long[2];
        for (var i = 0; i < epochs.Length; i++) epochs[i] = await Flushed(commit, commit.RaiseEpochAsync("shop/P4", default));

        var writes = new Task[2];
        foreach (var writer in new[] { first, second }) writes[writer] = commit.Append("shop/P4", epochs[writer], Entry(1));
        Assert.True(commit.Flush());

        await Assert.ThrowsAsync<StockJournalException>(() => writes[0]);
        await writes[1];
        Assert.Equal([Entry(1)], store.Read("shop/P4", epochs[1]).Tail);
    }

    [Fact]
    public async Task A_gap_in_the_entries_is_refused_and_the_other_skus_of_the_flush_are_stored()
    {
        using var journal = Open();
        var p4 = await journal.OpenAsync("shop/P4", default);
        var p5 = await journal.OpenAsync("shop/P5", default);

        var gap = journal.Append("shop/P4", p4.Epoch, Entry(7));
        await journal.Append("shop/P5", p5.Epoch, Entry(1));
        await Assert.ThrowsAsync<StockJournalException>(() => gap);
        Assert.Empty((await journal.OpenAsync("shop/P4", default)).Tail);
        Assert.Single((await journal.OpenAsync("shop/P5", default)).Tail);
    }

    [Fact]
    public async Task An_activation_is_confirmed_until_another_opens_its_log()
    {
        using var journal = Open();
        var old = await journal.OpenAsync("shop/P4", default);
        await journal.Append("shop/P4", old.Epoch, Entry(1));
        await journal.Confirm("shop/P4", old.Epoch, 1);
        await Task.WhenAll(journal.Append("shop/P4", old.Epoch, Entry(2)), journal.Confirm("shop/P4", old.Epoch, 2));

        var young = await journal.OpenAsync("shop/P4", default);
        await Assert.ThrowsAsync<StockJournalException>(() => journal.Confirm("shop/P4", old.Epoch, 2));
        await journal.Confirm("shop/P4", young.Epoch, 2);
    }

    [Fact]
    public async Task An_activation_whose_entries_were_not_stored_is_not_confirmed()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        Execute(Blocks.Break);
        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", log.Epoch, Entry(1)));
        Execute(Blocks.Mend);

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Confirm("shop/P4", log.Epoch, 1));
    }

    [Fact]
    public async Task A_long_tail_is_read_in_any_order()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        await Task.WhenAll(Enumerable.Range(1, 30_000).Select(i => journal.Append("shop/P4", log.Epoch, Entry(i))));
        await journal.SnapshotAsync("shop/P4", log.Epoch, 1_000, [1], default);

        var tail = (await journal.OpenAsync("shop/P4", default)).Tail;

        Assert.Equal(29_000, tail.Count);
        Assert.Equal(Enumerable.Range(1_001, 29_000).Select(i => Entry(i)), tail);
        Assert.All([0, 1, 14_999, 28_999], i => Assert.Equal(Entry(i + 1_001), tail[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tail[29_000]);
    }

    [Fact]
    public async Task A_log_of_many_flushes_is_looked_at_in_order_from_anywhere_and_no_further_than_wanted()
    {
        using var store = OpenStore();
        var commit = new GroupCommit(store, NullLogger.Instance);
        var epoch = await Flushed(commit, commit.RaiseEpochAsync("shop/P4", default));
        for (var i = 1; i < 200; i += 2)
        {
            var stored = commit.Append("shop/P4", epoch, Entry(i), Entry(i + 1));
            Assert.True(commit.Flush());
            await stored;
        }

        using var reader = OpenReader();
        Assert.Equal(Segments(1, 100), Look(reader, after: 0));
        Assert.Equal(Segments(41, 80), Look(reader, after: 40));
        Assert.Equal(Segments(41, 80), Look(reader, after: 41));    // the first half of a segment is known already
        Assert.Equal(Segments(41, 17), Look(reader, after: 40, wanted: 17));
        Assert.Equal(Segments(41, 17), Look(reader, after: 41, most: 17));
        Assert.Empty(Look(reader, after: 200));

        static IEnumerable<(long, long)> Segments(int first, int count) => Enumerable.Range(0, count).Select(i => (first + (2L * i), first + (2L * i) + 1));
    }

    [Fact]
    public async Task Recovery_starts_from_the_snapshot()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        for (var i = 1; i <= 5; i++) await journal.Append("shop/P4", log.Epoch, Entry(i));
        await journal.SnapshotAsync("shop/P4", log.Epoch, 3, [1, 2, 3], default);
        await journal.SnapshotAsync("shop/P4", log.Epoch, 9, [9], default);   // ahead of the entries: refused
        await journal.SnapshotAsync("shop/P4", log.Epoch - 1, 5, [0], default);   // fenced: refused

        var again = await journal.OpenAsync("shop/P4", default);
        Assert.Equal([1, 2, 3], again.Snapshot);
        Assert.Equal([4, 5], again.Tail.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_flush_that_fails_fails_its_callers_and_leaves_nothing_behind()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        Execute(Blocks.Break);

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", log.Epoch, Entry(1)));
        Execute(Blocks.Mend);
        Assert.Empty((await journal.OpenAsync("shop/P4", default)).Tail);
    }

    [Fact]
    public async Task Ten_thousand_entries_of_many_callers_are_all_stored_in_order()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        await Task.WhenAll(Enumerable.Range(1, 10_000).Select(i => journal.Append("shop/P4", log.Epoch, Entry(i))));

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (long)i), (await journal.OpenAsync("shop/P4", default)).Tail.Select(e => e.Sequence));
    }

    /// <summary>As fast as a writer can be: it takes what there is the moment that something is there.</summary>
    [Fact]
    public async Task Two_entries_of_one_decision_are_never_in_two_flushes()
    {
        using var store = OpenStore();
        var flushes = new List<long>();
        GroupCommit journal = null!;
        journal = new(store, NullLogger.Instance, arrived: () =>
        {
            flushes.Add(journal.Pending);
            journal.Flush();
        });
        var log = await journal.OpenAsync("shop/P4", default);

        await journal.Append("shop/P4", log.Epoch, Entry(1), Entry(2));
        Assert.Equal([0, 2], flushes);
        Assert.Equal([1, 2], store.Read("shop/P4", log.Epoch).Tail.Select(e => e.Sequence));
    }

    [Fact]
    public async Task While_the_disk_is_slow_there_is_no_room_and_afterwards_there_is()
    {
        using var store = OpenStore();
        var journal = new GroupCommit(store, NullLogger.Instance, mostPending: 3);
        var opening = journal.OpenAsync("shop/P4", default);
        Assert.True(journal.Flush());
        var log = await opening;

        var first = journal.Append("shop/P4", log.Epoch, Entry(1));
        Assert.True(journal.Take());
        var others = new[] { journal.Append("shop/P4", log.Epoch, Entry(2)), journal.Append("shop/P4", log.Epoch, Entry(3)) };
        Assert.False(journal.HasRoom);

        journal.Store();
        Assert.True(journal.HasRoom);
        Assert.True(journal.Flush());
        Assert.False(journal.Flush());
        Assert.Equal(0, journal.Pending);
        await Task.WhenAll([first, .. others]);
    }

    [Fact]
    public async Task Buffers_are_used_again_and_mix_up_nothing()
    {
        using var store = OpenStore();
        var journal = new GroupCommit(store, NullLogger.Instance);
        string[] keys = ["shop/P1", "shop/P2", "shop/P3"];
        var openings = keys.Select(key => journal.RaiseEpochAsync(key, default)).ToArray();
        journal.Flush();
        var epochs = await Task.WhenAll(openings);

        for (var round = 1; round <= 20; round++)
        {
            var at = round % keys.Length;
            var appended = journal.Append(keys[at], epochs[at], Entry((round + 2) / 3));
            journal.Flush();
            await appended;
        }

        Assert.All(keys, key => Assert.InRange(store.Read(key, 1).Tail.Count, 6, 7));
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_in_the_entries_is_found_and_named_and_other_skus_go_on()
    {
        using var journal = Open();
        var (p4, p5) = (await journal.OpenAsync("shop/P4", default), await journal.OpenAsync("shop/P5", default));
        await journal.Append("shop/P4", p4.Epoch, Entry(1));
        await journal.Append("shop/P4", p4.Epoch, Entry(2));
        await journal.Append("shop/P5", p5.Epoch, Entry(1));
        using var store = OpenStore();
        using var mischief = Connect();
        var data = ReadBlock(mischief, 2);

        for (var i = 0; i < data.Length; i++)
        {
            data[i] ^= 0x10;
            WriteBlock(mischief, 2, data);
            var damage = Assert.Throws<InvalidDataException>(() => store.Read("shop/P4", 1));
            Assert.Contains("shop/P4 is damaged at entry 2", damage.Message, StringComparison.Ordinal);
            data[i] ^= 0x10;
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => journal.OpenAsync("shop/P4", default));
        Assert.Single((await journal.OpenAsync("shop/P5", default)).Tail);
        WriteBlock(mischief, 2, data);
        Assert.Equal(2, (await journal.OpenAsync("shop/P4", default)).Tail.Count);
    }

    [Theory]
    [InlineData("DELETE FROM stock_segments WHERE first_seq = 1", "entry 1: ")]
    [InlineData("DELETE FROM stock_segments WHERE first_seq = 2", "entry 2: ")]
    [InlineData("DELETE FROM stock_segments WHERE first_seq = 3", "entry 3: ")]
    [InlineData("DELETE FROM stock_blocks WHERE id = 2", "entry 2: ")]
    [InlineData("UPDATE stock_segments SET length = length - 1 WHERE first_seq = 2", "entry 2: ")]
    [InlineData("UPDATE stock_segments SET start = start + 1 WHERE first_seq = 2", "entry 2: ")]
    [InlineData("UPDATE stock_segments SET last_seq = 9 WHERE first_seq = 2", "entry ")]
    [InlineData("UPDATE stock_segments SET block = 1 WHERE first_seq = 2", "entry 2: ")]
    [InlineData("UPDATE stock_heads SET last_seq = 2", "entry 3: ")]
    [InlineData("UPDATE stock_heads SET last_seq = 4", "entry 4: ")]
    public async Task A_row_that_is_missing_or_changed_is_found_and_named(string mischief, string named)
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        for (var i = 1; i <= 3; i++) await journal.Append("shop/P4", log.Epoch, Entry(i));
        Execute(mischief);

        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => journal.OpenAsync("shop/P4", default));
        Assert.Contains("shop/P4", damage.Message, StringComparison.Ordinal);
        Assert.Contains(named, damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_was_changed_is_not_believed()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        await journal.Append("shop/P4", log.Epoch, Entry(1));
        await journal.SnapshotAsync("shop/P4", log.Epoch, 1, [1, 2, 3], default);
        Execute("UPDATE stock_snapshots SET crc = crc + 1");

        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => journal.OpenAsync("shop/P4", default));
        Assert.Contains("shop/P4 is damaged at entry 1: the snapshot", damage.Message, StringComparison.Ordinal);
    }

    private static List<(long First, long Last)> Look(IJournalReader reader, long after, int wanted = int.MaxValue, int most = int.MaxValue)
    {
        var seen = new List<(long, long)>();
        reader.Segments("shop/P4", after, Take, most);
        return seen;

        bool Take(in StoredSegment segment, ReadOnlySpan<byte> bytes)
        {
            seen.Add((segment.First, segment.Last));
            return seen.Count < wanted;
        }
    }

    private static Task<long> Flushed(GroupCommit commit, Task<long> asked)
    {
        commit.Flush();
        return asked;
    }

    private static StockEntry Entry(long sequence) => new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));

    private protected StockJournal Open() => new(OpenStore(), NullLogger<StockJournal>.Instance);

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static byte[] ReadBlock(DbConnection connection, int id)
    {
        using var command = Command(connection, $"SELECT data FROM stock_blocks WHERE id = {id}");
        return (byte[])command.ExecuteScalar()!;
    }

    private static void WriteBlock(DbConnection connection, int id, byte[] data)
    {
        using var command = Command(connection, $"UPDATE stock_blocks SET data = @data WHERE id = {id}");
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@data", data);
        command.Parameters.Add(parameter);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
