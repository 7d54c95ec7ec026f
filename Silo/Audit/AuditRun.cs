using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;

namespace Commerce.Silo.Audit;

/// <summary>Every SKU of every shop, one after the other, compared with journal, orders and copies. Prints a line per SKU.</summary>
internal sealed class AuditRun(IJournalReader journal, CommerceDb db, TextWriter to, DateTimeOffset now)
{
    private const string Row = "{0,-40} {1,9} {2,8} {3,8} {4,7} {5,8} {6,8} {7,9} {8,9}  {9}";

    private readonly List<Finding> _inFlight = [];

    /// <summary>How many differences there are.</summary>
    public int Run()
    {
        var differences = Report(Blocks());
        var orders = new OrderCheck(db, now).Count();
        to.WriteLine(Row, "stock", "entries", "supply", "free", "held", "sold", "ordered", "copied", "snapshot", "");
        foreach (var (key, _) in journal.Heads()) differences += Sku(key, orders);
        differences += Report(orders.Unheard());
        foreach (var finding in _inFlight.Take(20)) to.WriteLine($"in flight: {finding}");
        if (_inFlight.Count > 0) to.WriteLine($"{_inFlight.Count} in flight: younger than {OrderCheck.InFlight.TotalMinutes} minutes, look again");
        to.WriteLine(differences == 0 ? "No differences." : $"{differences} differences.");
        return differences;
    }

    private int Sku(string key, OrderCheck orders)
    {
        var copies = new CopyCheck(db, key);
        var audit = new SkuAudit(key, copies.Take).Read(journal);
        Finding[] findings = [.. audit.Findings, .. copies.End(Math.Max(audit.Head.Last, audit.Ledger.Sequence)), .. orders.Check(key, audit.Ledger)];
        var ledger = audit.Ledger;
        var differences = findings.Count(finding => !finding.InFlight);
        to.WriteLine(Row, key, ledger.Sequence, ledger.Supply, ledger.Free, ledger.Held, ledger.Sold,
            orders.UnitsOf(key), copies.Copied, audit.Head.SnapshotSequence, differences == 0 ? "ok" : $"{differences} DIFFERENCES");
        return Report(findings);
    }

    /// <summary>Every block's bytes, whether a segment points at them or not.</summary>
    private List<Finding> Blocks()
    {
        var findings = new List<Finding>();
        journal.Blocks((in block, bytes) =>
        {
            if (StockEntryCodec.Crc(bytes) != block.Crc) findings.Add(new("the journal", 0, $"the bytes of block {block.Id} are not what was written"));
        });
        return findings;
    }

    private int Report(IEnumerable<Finding> findings)
    {
        var differences = 0;
        foreach (var finding in findings)
        {
            if (finding.InFlight) _inFlight.Add(finding);
            else if (++differences <= 100) to.WriteLine($"  ! {finding}");
        }

        return differences;
    }
}
