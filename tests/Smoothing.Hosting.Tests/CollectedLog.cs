using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting.Tests;

internal sealed record CollectedLog(
    string Category, LogLevel Level, string Event, string Message, Exception? Exception);
