namespace Orleans.Persistence.Sqlite;

/// <summary>One write on its way to disk, and the task of whoever waits for it.</summary>
internal abstract class StoreWrite() : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private long _result;
    private Exception? _refusal;

    /// <summary>Does it within the running transaction. What it throws fails the whole transaction.</summary>
    public abstract void Apply(StoreTables tables);

    /// <summary>The transaction is on disk.</summary>
    public void Committed()
    {
        if (_refusal is null) TrySetResult(_result);
        else TrySetException(_refusal);
    }

    protected void Done(long result) => _result = result;

    /// <summary>This write alone fails; the rest of the transaction goes on.</summary>
    protected void Refuse(Exception why) => _refusal = why;
}
