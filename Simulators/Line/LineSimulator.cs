using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Commerce.Simulators.Line;

/// <summary>The simulated platform put together: one per host.</summary>
internal sealed class LineSimulator : IDisposable
{
    private static readonly string[] Faults =
    [
        FaultKind.RateLimit, FaultKind.Quota, FaultKind.ErrorBefore, FaultKind.ErrorAfter, FaultKind.DropBefore, FaultKind.HangAfter, FaultKind.Delay,
    ];

    private readonly LineBooks _books;
    private readonly DueQueue _due;
    private readonly WebhookCourier _courier;
    private readonly LineWebhooks _webhooks;
    private readonly FaultBoard _faults = new(Faults);
    private readonly ReplyTokens _replyTokens;

    public LineSimulator(IOptions<LineSimulatorOptions> options, TimeProvider clock, IServer server)
    {
        _books = new(options, clock);
        _due = new(clock);
        _courier = new(clock, _due, options.Value.WebhookTimeout, options.Value.WebhookRetries, _books.Log.FlushedAsync);
        _replyTokens = new(clock);
        _webhooks = new(_books, _courier, _replyTokens, new(server));
    }

    public void Map(RouteGroupBuilder line, LinePlace place)
    {
        var door = new LineFrontDoor(_books, _faults);
        new LoginEndpoints(_books, door, place).Map(line);
        new MessagingEndpoints(_books, door, _replyTokens).Map(line);
        new AccountEndpoints(_books, door, place).Map(line);
        new LiffEndpoints(_books, _webhooks, place).Map(line);
        new TalkEndpoints(_books).Map(line);
        new LineSimEndpoints(_books, _webhooks, _faults, _courier, place).Map(line);
    }

    public void Resume() => _webhooks.Resume();

    public void Dispose()
    {
        _courier.Dispose();
        _due.Dispose();
        _books.Dispose();
    }
}
