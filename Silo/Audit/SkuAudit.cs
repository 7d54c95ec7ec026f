using System.Text.Json;
using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Silo.Audit;

/// <summary>One SKU recomputed from its very first entry, and compared with everything the journal says of it.</summary>
internal sealed class SkuAudit(string key, Action<StockEntry>? each = null)
{
    private readonly List<Finding> _findings = [];
    private readonly StockState _state = new();
    private StoredHead _head = new(0, 0, 0, null, null);
    private long _epoch;
    private bool _stopped;   // entries are missing: what follows cannot be counted

    public SkuLedger Ledger { get; } = new(key);
    public StoredHead Head => _head;
    public StockState State => _state;
    public IEnumerable<Finding> Findings => _findings.Concat(Ledger.Findings);

    public SkuAudit Read(IJournalReader journal)
    {
        journal.AtOneInstant(() =>
        {
            if (journal.Head(key) is not { } head) return;
            _head = head;
            journal.Segments(key, 0, Take);
        });
        if (_stopped) return this;
        if (Ledger.Sequence != _head.Last) Wrong(Ledger.Sequence, $"the last entry; the head is at {_head.Last}");
        if (_head.SnapshotSequence > _head.Last) Wrong(_head.SnapshotSequence, $"a snapshot, and the head is at {_head.Last}");
        if (_epoch > _head.Epoch) Wrong(Ledger.Sequence, $"epoch {_epoch} is newer than the head's {_head.Epoch}");
        if (_state.Sequence == Ledger.Sequence) CompareStates();
        return this;
    }

    private bool Take(in StoredSegment segment, ReadOnlySpan<byte> bytes)
    {
        if (segment.First != Ledger.Sequence + 1) return Stop(Ledger.Sequence + 1, $"entries are missing: the next one is {segment.First}");
        if (StockEntryCodec.Crc(bytes) != segment.Crc) return Stop(segment.First, "its bytes are not what was written");
        if (segment.Epoch < _epoch) Wrong(segment.First, $"written in epoch {segment.Epoch} after epoch {_epoch}");
        _epoch = segment.Epoch;
        try
        {
            for (var at = 0; at < bytes.Length;) Take(StockEntryCodec.Read(bytes, ref at));
        }
        catch (Exception impossible) when (impossible is InvalidDataException or JsonException or KeyNotFoundException or ArgumentException)
        {
            return Stop(Ledger.Sequence, $"cannot be counted: {impossible.Message}");
        }

        return Ledger.Sequence == segment.Last || Stop(Ledger.Sequence + 1, $"entries are missing: the segment ends at {segment.Last}");
    }

    private void Take(in StockEntry entry)
    {
        if (entry.Sequence != Ledger.Sequence + 1) throw new InvalidDataException($"entry {entry.Sequence} follows {Ledger.Sequence}");
        Ledger.Take(entry);
        StockRules.Apply(_state, entry);
        each?.Invoke(entry);
        if (entry.Sequence == _head.SnapshotSequence) CompareSnapshot();
    }

    private void CompareSnapshot()
    {
        try
        {
            LogTail.CheckSnapshot(key, _head);
            if (_head.Snapshot is not { } bytes) return;
            var snapshot = StockSnapshot.Read(bytes);
            if (StockSnapshot.Hash(snapshot) == StockSnapshot.Hash(_state)) return;
            Wrong(_head.SnapshotSequence, $"the snapshot says {Numbers(snapshot)}, the entries make {Numbers(_state)}");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or JsonException or ArgumentException)
        {
            Wrong(_head.SnapshotSequence, $"the snapshot cannot be read: {damaged.Message}");
        }
    }

    /// <summary>What the shop's own rules make of the entries, and what the ledger makes of them.</summary>
    private void CompareStates()
    {
        if ((_state.Supply, _state.Held, _state.Sold, _state.Paused) == (Ledger.Supply, Ledger.Held, Ledger.Sold, Ledger.Paused)) return;
        Wrong(Ledger.Sequence, $"the rules count {Numbers(_state)}, the audit {Ledger.Supply} = {Ledger.Free} + {Ledger.Held} + {Ledger.Sold}");
    }

    private static string Numbers(StockState state) =>
        $"{state.Supply} = {state.Free} + {state.Held} + {state.Sold} (supply = free + held + sold), hash {StockSnapshot.Hash(state)[..12]}";

    private bool Stop(long sequence, string what)
    {
        Wrong(sequence, what);
        _stopped = true;
        return false;
    }

    private void Wrong(long sequence, string what) => _findings.Add(new(key, sequence, what));
}
