using Microsoft.Extensions.Logging;

namespace Smoothing.Services.Tests.Running;

public sealed record CollectedLog(LogLevel Level, string Event, string Message);
