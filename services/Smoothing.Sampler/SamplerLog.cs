namespace Smoothing.Sampler;

/// <summary>Every message of this project. Event ids 2000 to 2099.</summary>
internal static partial class SamplerLog
{
    [LoggerMessage(2000, LogLevel.Information, "Model {Model}, version {Version}, is loaded; SHA-256 {Sha256}.")]
    public static partial void Loaded(ILogger logger, string model, string version, string sha256);

    [LoggerMessage(2001, LogLevel.Error, "Model {Model} was refused by the check {Check}: {Reason}.")]
    public static partial void Refused(ILogger logger, string model, string check, string reason);

    [LoggerMessage(2002, LogLevel.Error, "There are no models: {Folder} has no manifest (NAME.json).")]
    public static partial void NoModels(ILogger logger, string folder);

    [LoggerMessage(2003, LogLevel.Warning, "Model {Model} failed in the middle of a request: {Reason}.")]
    public static partial void ModelFailed(ILogger logger, string model, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "A request was refused: {Reason} ({Setting}).")]
    public static partial void QueueFull(ILogger logger, string reason, string setting);

    [LoggerMessage(2005, LogLevel.Warning, "Model {Model}: the check {Check} found that {Finding}.")]
    public static partial void Warned(ILogger logger, string model, string check, string finding);

    [LoggerMessage(2006, LogLevel.Warning, "There was no memory for a tile: from now on {Limit} may be under way.")]
    public static partial void BackedOff(ILogger logger, int limit);

    [LoggerMessage(2008, LogLevel.Information, "{Tiles} tiles run at once; measured with {Model}: {Rates}.")]
    public static partial void Calibrated(ILogger logger, int tiles, string model, string rates);

    [LoggerMessage(
        2007,
        LogLevel.Information,
        "Memory is bounded: {QueueBytes} bytes for at most {Requests} requests, and {TileBytes} for the inputs and "
            + "outputs of {Workers} tiles, beside what the models take.")]
    public static partial void MemoryBound(
        ILogger logger, long queueBytes, int requests, long tileBytes, int workers);
}
