namespace Smoothing.Sampling.Tests.Measuring;

/// <summary>A clock that shows 1, 4, 9, 16, … seconds: each interval tells which two readings made it.</summary>
internal sealed class CountingTime : TimeProvider
{
    private long _readings;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp()
    {
        var reading = Interlocked.Increment(ref _readings);
        return reading * reading;
    }
}
