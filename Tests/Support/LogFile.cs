using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Support;

/// <summary>Everything that a running shop logs, in a file beside what it stores.</summary>
internal sealed class LogFile(string path) : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };
    private bool _over;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            if (!_over) _file.WriteLine($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _file.Dispose();
        }
    }
}
