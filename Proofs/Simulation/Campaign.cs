using System.Diagnostics;

namespace Commerce.Proofs.Simulation;

/// <summary>Many seeds, one after the other on every core, and what they came to.</summary>
internal sealed class Campaign
{
    private const int MostFailures = 20;

    private readonly Lock _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public long Seeds { get; private set; }
    public long Entries { get; private set; }
    public long[] Faults { get; } = new long[Enum.GetValues<Fault>().Length];
    public List<ulong> Failed { get; } = [];
    public TimeSpan Took { get; private set; }
    public double SeedsPerSecond => Seeds / Took.TotalSeconds;

    /// <summary>Kinds of fault that never happened, and so have proved nothing.</summary>
    public IEnumerable<Fault> Missing => Enum.GetValues<Fault>().Where(fault => Faults[(int)fault] == 0);

    /// <summary>Runs seeds from this one on, until there were so many or it is told to stop.</summary>
    public static Campaign Run(ulong from, long most, CancellationToken stop)
    {
        var campaign = new Campaign();
        const int Portion = 250;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(campaign.Portions(most, Portion, stop), options, first =>
        {
            var count = (int)Math.Min(Portion, most - first);
            campaign.Add([.. Enumerable.Range(0, count).Select(i => Simulation.Run.Of(from + (ulong)(first + i)))]);
        });
        campaign.Took = campaign._clock.Elapsed;
        return campaign;
    }

    /// <summary>A failing seed, told step by step up to where it fails.</summary>
    public static string Story(ulong seed)
    {
        var steps = Simulation.Run.Of(seed).Steps;
        var least = Enumerable.Range(0, steps).FirstOrDefault(n => Simulation.Run.Of(seed, steps: n).Found.Count > 0, steps);
        var verdict = Simulation.Run.Of(seed, traced: true, least);
        return string.Join('\n', [$"seed {seed}, peace after {least} of {steps} steps:", .. verdict.Trace, .. verdict.Found]);
    }

    private IEnumerable<long> Portions(long most, int portion, CancellationToken stop)
    {
        for (long first = 0; first < most && !stop.IsCancellationRequested && Failed.Count < MostFailures; first += portion) yield return first;
    }

    private void Add(IReadOnlyList<Verdict> verdicts)
    {
        lock (_gate)
        {
            Seeds += verdicts.Count;
            foreach (var verdict in verdicts)
            {
                Entries += verdict.Entries;
                for (var i = 0; i < Faults.Length; i++) Faults[i] += verdict.Faults[i];
                if (verdict.Found.Count > 0 && Failed.Count < MostFailures) Failed.Add(verdict.Seed);
            }
        }
    }
}
