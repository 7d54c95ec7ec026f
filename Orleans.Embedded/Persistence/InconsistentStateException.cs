using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored state is not the one that the writer read: somebody else wrote in between.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>What the storage has.</summary>
    [Id(1)]
    public string? StoredEtag { get; }

    /// <summary>What the writer had read.</summary>
    [Id(2)]
    public string? CurrentEtag { get; }

    /// <summary>Not yet passed on from the grain whose state it is.</summary>
    internal bool IsFromHere { get; set; } = true;

    public override string ToString() => $"{base.ToString()} Stored ETag: {StoredEtag}, the writer's ETag: {CurrentEtag}";
}

/// <summary>A grain asks for a storage that the host does not have.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException()
    {
    }

    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
