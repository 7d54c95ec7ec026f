using Commerce.Proofs.Kills;

namespace Commerce.Tests.Cluster.Running;

/// <summary>Callers reach the stock through one of these clients, in turn.</summary>
internal sealed class ClusterLine(params IGrainFactory[] clients) : IStockLine
{
    private int _turn;

    public async Task AskAsync(DoorLine line, Action<DoorAnswer> heard, TimeSpan patience)
    {
        var client = clients[(uint)Interlocked.Increment(ref _turn) % clients.Length];
        try
        {
            await HearAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            // Not heard in time: the caller asks again. Whatever else goes wrong is a defect.
        }

        async Task HearAsync() => heard(await Door.AnswerAsync(client, line));
    }
}
