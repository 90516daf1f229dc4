using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Smoothing.Services.Tests.Running;

/// <summary>Keeps what services log; a warning or worse that the test did not declare fails it.</summary>
public sealed class CollectedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<CollectedLog> _entries = [];
    private readonly ConcurrentBag<string> _expected = [];

    public IReadOnlyCollection<CollectedLog> Entries => _entries;

    /// <summary>Declares an event.</summary>
    public void Expect(string name) => _expected.Add(name);

    /// <summary>Forgets everything, for the next test.</summary>
    public void Clear()
    {
        _entries.Clear();
        _expected.Clear();
    }

    public void AssertNothingUnexpected() => Assert.DoesNotContain(_entries, entry =>
        entry.Level >= LogLevel.Warning
        && !_expected.Contains(entry.Event)
        && entry.Event != "HeartbeatSlow"); // Kestrel's, when the machine is busy.

    public ILogger CreateLogger(string categoryName) => new Logger(_entries);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<CollectedLog> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(logLevel, eventId.Name ?? "", $"{formatter(state, exception)}{exception}"));
    }
}
