using System.Threading.Channels;

namespace Commerce.Simulators.Wire;

/// <summary>A webhook on its way. <paramref name="Compose"/> makes the request of the n-th attempt (from 0); <paramref name="Done"/> is told at the end.</summary>
internal sealed record Delivery(string Id, Func<int, HttpRequestMessage> Compose, Action Done);

/// <summary>How deliveries may misbehave, in the words of <c>POST _sim/webhooks</c>.</summary>
internal sealed record CourierSwitches(
    bool Paused = false,
    bool Duplicate = false,
    bool OutOfOrder = false,
    double DelaySeconds = 0,
    int DropNext = 0);

internal sealed record CourierCounters(long Delivered, long Failed, long Dropped, long GivenUp, long Duplicated);

/// <summary>
/// Delivers webhooks at least once, in no promised order, with retries on anything but a 2xx. Eight at a time; deliveries wait in
/// memory and their owner stores them, so a restart sends again what was not confirmed.
/// </summary>
internal sealed class WebhookCourier : IDisposable
{
    private const int Parallel = 8;
    private readonly Channel<(Delivery, int Attempt)> _ready = Channel.CreateUnbounded<(Delivery, int)>();
    private readonly DueQueue _due;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly TimeSpan[] _retries;
    private readonly Func<Task> _stored;
    private readonly Lock _gate = new();
    private readonly AsyncGate _resume = new();
    private (Delivery, int)? _heldBack;
    private CourierSwitches _switches = new();
    private long _delivered, _failed, _dropped, _givenUp, _duplicated;

    public WebhookCourier(TimeProvider clock, DueQueue due, TimeSpan timeout, IReadOnlyList<TimeSpan> retries, Func<Task> stored)
    {
        _clock = clock;
        _due = due;
        _retries = [.. retries];
        _stored = stored;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = timeout };
        for (var i = 0; i < Parallel; i++) _ = Task.Run(WorkAsync);
    }

    public CourierCounters Counters => new(
        Interlocked.Read(ref _delivered), Interlocked.Read(ref _failed), Interlocked.Read(ref _dropped),
        Interlocked.Read(ref _givenUp), Interlocked.Read(ref _duplicated));

    public CourierSwitches Switches
    {
        get { lock (_gate) return _switches; }
        set
        {
            lock (_gate) _switches = value;
            if (!value.OutOfOrder) LetGo();
            if (!value.Paused) _resume.Set();
        }
    }

    public void Send(Delivery delivery)
    {
        var switches = Switches;
        if (switches.DelaySeconds > 0)
            _due.Add(_clock.GetUtcNow().AddSeconds(switches.DelaySeconds), () => Enqueue(delivery, 0));
        else Enqueue(delivery, 0);
    }

    public void Dispose()
    {
        _ready.Writer.TryComplete();
        _resume.Set();
        _http.Dispose();
    }

    // Out of order: each delivery waits for the next one and goes after it; the last of a burst goes after a second.
    private void Enqueue(Delivery delivery, int attempt)
    {
        (Delivery, int)? earlier;
        lock (_gate)
        {
            if (!_switches.OutOfOrder || attempt > 0)
            {
                _ready.Writer.TryWrite((delivery, attempt));
                return;
            }

            (earlier, _heldBack) = (_heldBack, _heldBack is null ? (delivery, attempt) : null);
            if (earlier is { } held)
            {
                _ready.Writer.TryWrite((delivery, attempt));
                _ready.Writer.TryWrite(held);
                return;
            }
        }

        _due.Add(_clock.GetUtcNow().AddSeconds(1), LetGo);
    }

    private void LetGo()
    {
        lock (_gate)
        {
            if (_heldBack is { } held) _ready.Writer.TryWrite(held);
            _heldBack = null;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var (delivery, attempt) in _ready.Reader.ReadAllAsync())
        {
            await WhilePausedAsync();
            await AttemptAsync(delivery, attempt);
        }
    }

    private async Task WhilePausedAsync()
    {
        while (true)
        {
            // Taken before the look, so that a resume between the two is not missed.
            var resumed = _resume.WaitAsync();
            if (!Switches.Paused) return;
            await resumed;
        }
    }

    private async Task AttemptAsync(Delivery delivery, int attempt)
    {
        var duplicate = attempt == 0 && Switches.Duplicate;
        if (TakeDrop()) Interlocked.Increment(ref _dropped);
        else if (await PostAsync(delivery, attempt))
        {
            Interlocked.Increment(ref _delivered);
            if (duplicate && await PostAsync(delivery, attempt)) Interlocked.Increment(ref _duplicated);
            delivery.Done();
            return;
        }
        else Interlocked.Increment(ref _failed);

        if (attempt < _retries.Length)
        {
            _due.Add(_clock.GetUtcNow() + _retries[attempt], () => Enqueue(delivery, attempt + 1));
            return;
        }

        Interlocked.Increment(ref _givenUp);
        delivery.Done();
    }

    private bool TakeDrop()
    {
        lock (_gate)
        {
            if (_switches.DropNext < 1) return false;
            _switches = _switches with { DropNext = _switches.DropNext - 1 };
            return true;
        }
    }

    private async Task<bool> PostAsync(Delivery delivery, int attempt)
    {
        try
        {
            // Nobody is told of what a crash could still undo.
            await _stored();
            using var request = delivery.Compose(attempt);
            using var answer = await _http.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
