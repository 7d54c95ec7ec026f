namespace Commerce.Proofs.History;

/// <summary>What a history must show; each name is what went wrong when it does not.</summary>
internal enum Promise : byte
{
    Unknown = 0,

    /// <summary>Entries are numbered 1, 2, 3 …</summary>
    Gap = 1,

    /// <summary>More held and sold than there is, at some prefix.</summary>
    Oversold = 2,

    /// <summary>"Sold out" while units enough were free.</summary>
    Undersold = 3,

    /// <summary>Answered, and not among the entries.</summary>
    Lost = 4,

    /// <summary>Among the entries, and nobody asked for it.</summary>
    Unasked = 5,

    /// <summary>One key, two outcomes.</summary>
    TwoOutcomes = 6,
    OverOrderCap = 7,
    OverPersonCap = 8,

    /// <summary>Granted while the SKU was not on sale.</summary>
    OutsideWindow = 9,

    /// <summary>What the product says of itself (views, recovered state) is not what its entries add up to.</summary>
    WrongSum = 10,

    /// <summary>A hold ended twice, or something happened to one that was over.</summary>
    EndedTwice = 11,

    /// <summary>A hold ended before its time, or was still open after it.</summary>
    WrongEnd = 12,

    /// <summary>An order's hold did not take its cart hold's place in one step.</summary>
    Torn = 13,

    /// <summary>Answered before another was asked, and yet decided after it.</summary>
    OutOfOrder = 14,

    /// <summary>Staff changed what somebody else had changed since they looked.</summary>
    LostUpdate = 15,

    /// <summary>The product stopped working, or threw what it does not say that it throws.</summary>
    Broken = 16,
}

/// <param name="Entries">Sequences of the entries concerned.</param>
internal sealed record Violation(Promise Promise, string What, params long[] Entries)
{
    public override string ToString() => $"{Promise}: {What} (entries {string.Join(", ", Entries)})";
}
