using Smoothing.Certification.Intervals;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>Interval methods as messages.</summary>
internal static class IntervalMapping
{
    /// <summary>Adds how bounds were obtained, with the method's own parameters and its shares of the error.</summary>
    public static Wire.ProbabilityBounds Add(ProbabilityBounds bounds, Wire.ProbabilityBounds message)
    {
        var (shares, witness) = (bounds.Method.Shares(bounds.Error), bounds.Witness);
        message.Shares = new() { Top = shares.Top, Other = shares.Other };
        switch (bounds.Method)
        {
            case Hoeffding hoeffding:
                message.Hoeffding = new() { Bounds = hoeffding.Count };
                break;
            case Checkpointed { Schedule: var schedule, TargetRadius: var radius } checkpointed:
                var index = checkpointed.IndexOf(witness.Draws);
                message.Checkpointed = new() { Schedule = { schedule }, Checkpoint = index, TargetRadius = radius };
                break;
            case { Kind: IntervalKind.ClopperPearson }:
                message.ClopperPearson = new();
                break;
            case { Kind: IntervalKind.Split }:
                message.Split = new();
                break;
            case { Kind: IntervalKind.Bonferroni }:
                message.Bonferroni = new();
                break;
            case { Kind: IntervalKind.Anytime }:
                message.Anytime = new() { Draws = witness.Draws, TopCount = witness.TopCount };
                break;
        }

        return message;
    }
}
