namespace Commerce;

/// <summary>What a rule decided: the answer to give, and the facts that must be stored before it is given.</summary>
public readonly record struct Decision<TReply, TEvent>(TReply Reply, params ImmutableArray<TEvent> Events);
