using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Commerce.Simulators.Stripe;

/// <summary>The simulated Stripe put together: one per host.</summary>
internal sealed class StripeSimulator : IDisposable
{
    private static readonly string[] Faults =
    [
        FaultKind.RateLimit, FaultKind.ErrorBefore, FaultKind.ErrorAfter, FaultKind.ErrorStored, FaultKind.DropBefore, FaultKind.HangAfter,
        FaultKind.Delay, FaultKind.CardDelay, FaultKind.Processing,
    ];

    private readonly StripeSimulatorOptions _options;
    private readonly StripeBooks _books;
    private readonly DueQueue _due;
    private readonly WebhookCourier _courier;
    private readonly StripeWebhooks _webhooks;
    private readonly IntentDesk _desk;
    private readonly FaultBoard _faults = new(Faults);

    public StripeSimulator(IOptions<StripeSimulatorOptions> options, TimeProvider clock, IServer server)
    {
        _options = options.Value;
        _books = new(options, clock);
        _due = new(clock);
        _courier = new(clock, _due, _options.WebhookTimeout, _options.WebhookRetries, _books.Log.FlushedAsync);
        _webhooks = new(_books, _options, _courier, new(server));
        _desk = new(_books, _options, _due);
        _books.Raised = _webhooks.Send;
        _books.Waiting = _desk.Watch;
        foreach (var slot in _books.Intents.OldestFirst()) _desk.Watch(slot.File);
    }

    public void Map(RouteGroupBuilder stripe, string prefix)
    {
        var door = new StripeFrontDoor(_books, _options, _faults, prefix);
        var cards = new CardIntake(_books);
        var expansion = new Expansion(_books);
        new IntentEndpoints(_books, door, _desk, cards, expansion).Map(stripe);
        new RefundEndpoints(_books, door, _desk, expansion).Map(stripe);
        new CustomerEndpoints(_books, door, cards, expansion).Map(stripe);
        new EventEndpoints(_books, door, expansion).Map(stripe);
        new AccountEndpoints(_books, door).Map(stripe);
        new MoneyEndpoints(_books, door, _desk, expansion).Map(stripe);
        new OutsidePages(_books, _desk).Map(stripe);
        new StripePages(_books, _desk).Map(stripe);
        new StripeSimEndpoints(_books, _faults, _courier).Map(stripe);
    }

    public void Resume() => _webhooks.Resume();

    public void Dispose()
    {
        _courier.Dispose();
        _due.Dispose();
        _books.Dispose();
    }
}
