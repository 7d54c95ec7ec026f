using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Commerce.Stock;
using Commerce.Tests.Support;

namespace Commerce.Tests.Operations;

/// <summary>What is measured is written down, bounded, and costs nothing where units are sold.</summary>
public sealed class MetricsTests
{
    private static readonly string[] Gauges = ["commerce.door.waiting", "commerce.journal.pending", "commerce.projection.behind"];

    [Fact]
    public void Every_instrument_is_explained_in_the_operators_book()
    {
        var book = SourceTree.Read("docs/operations/alerts.md");

        Assert.All(Instruments().Select(instrument => instrument.Name).Concat(Gauges), name => Assert.Contains($"`{name}`", book, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_instrument_says_its_unit_and_what_it_counts() => Assert.All(Instruments(), instrument =>
    {
        Assert.StartsWith("commerce.", instrument.Name, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(instrument.Unit));
        Assert.False(string.IsNullOrEmpty(instrument.Description));
    });

    [Fact]
    public void Answers_are_counted_by_what_they_were()
    {
        using var counted = new Counted("commerce.stock.holds", "commerce.stock.refusals");

        StockMetrics.Answered(new HoldManyReply([new(null, DateTimeOffset.UnixEpoch), new(null, DateTimeOffset.UnixEpoch), new(new(Reason.SoldOut), null)], null!));

        Assert.True(counted.Of("commerce.stock.holds", null) >= 2);
        Assert.True(counted.Of("commerce.stock.refusals", "SoldOut") >= 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_allocates_nothing_to_be_counted(bool listening)
    {
        using var counted = listening ? new Counted("commerce.stock.holds", "commerce.stock.refusals") : null;
        var reply = new HoldManyReply([new(null, DateTimeOffset.UnixEpoch), new(new(Reason.SoldOut), null)], null!);
        for (var warm = 0; warm < 100; warm++) StockMetrics.Answered(reply);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) StockMetrics.Answered(reply);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000, "counting allocates");
    }

    [Fact]
    public void A_reminder_is_late_by_what_is_left_over_whole_periods()
    {
        using var counted = new Counted("commerce.reminder.lateness");
        var first = new DateTime(2026, 11, 25, 3, 0, 0, DateTimeKind.Utc);

        ReminderMetrics.Ticked("of this test", new(first, TimeSpan.FromMinutes(1), first.AddMinutes(3).AddSeconds(2)));

        Assert.Equal(2, counted.Of("commerce.reminder.lateness", "of this test"));
    }

    private static List<Instrument> Instruments()
    {
        foreach (var type in Product().Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal)))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var found = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name) found.Add(instrument);
            },
        };
        listener.Start();
        Assert.True(found.Count >= 10, "the instruments were not found");
        return found;
    }

    private static IEnumerable<Type> Product() =>
        from name in new[] { "Grains.Interfaces", "Grains", "Silo", "Integrations", "Web" }
        from type in Assembly.Load(name).GetTypes()
        select type;

    /// <summary>Adds up what this process records; other tests may do so at the same time.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<(string, string?), double> _sums = [];

        public Counted(params string[] names)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == Telemetry.Meter && names.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public double Of(string name, string? tag)
        {
            lock (_sums) return _sums.GetValueOrDefault((name, tag));
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = (instrument.Name, tags.IsEmpty ? null : (string?)tags[0].Value);
            lock (_sums) _sums[key] = _sums.GetValueOrDefault(key) + value;
        }
    }
}
