namespace Commerce.Proofs.Simulation;

/// <summary>What the simulation does to the product. A kind that never happened has proved nothing: the gate counts them.</summary>
internal enum Fault
{
    LostRequest, DoubledRequest, LostAnswer, LateAnswer,

    /// <summary>The disk fails and nothing is stored; it fails and all is stored; it takes its time.</summary>
    FlushError, FlushErrorThoughStored, SlowFlush,

    /// <summary>More entries wait for the disk than may: nothing is decided.</summary>
    NoRoom,

    /// <summary>The power goes while a block is written: nothing of it, some bytes of it, all of it is there afterwards.</summary>
    LostFlush, TornFlush, StoredAndNotTold,

    /// <summary>The power goes between any two steps.</summary>
    Crash,

    /// <summary>The journal's writer takes what there is between two entries of one decision.</summary>
    FlushBetweenEntries,
    ClockForward, ClockBack, ClockFarForward,

    /// <summary>A second activation of a SKU, with a clock of its own, while the first one goes on.</summary>
    SecondActivation,
    Deactivation, Snapshot, Timer, StaffEdit,

    /// <summary>A request that arrives at the instant at which a hold ends or the sale opens or closes, or one tick beside it.</summary>
    AtTheInstant,
    KeyReused,
}
