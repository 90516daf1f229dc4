using Smoothing.Certification;
using Smoothing.Certification.Intervals;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads interval methods, of requests and of certificates.</summary>
internal static class IntervalReader
{
    private static readonly string Names =
        string.Join(", ", IntervalMethods.Plain.Select(method => method.Name).Append("checkpointed"));

    /// <summary>Reads the method that a request asks for, and collects what is wrong with it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="draws">Its estimation draws; null when they are not known.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <returns>Null when it is no method.</returns>
    public static IntervalMethod? Read(Wire.CertifyCountsRequest request, long? draws, Violations violations)
    {
        var isHoeffding = request.Interval == Wire.IntervalMethod.Hoeffding;
        if (request.HasHoeffdingBounds && !isHoeffding)
            violations.Add("hoeffding_bounds", "is for INTERVAL_METHOD_HOEFFDING only");
        if (request.Checkpoints is not null && request.Interval != Wire.IntervalMethod.Checkpointed)
            violations.Add("checkpoints", "is for INTERVAL_METHOD_CHECKPOINTED only");
        switch (request.Interval)
        {
            case Wire.IntervalMethod.Unspecified:
                return IntervalMethod.ClopperPearson;
            case Wire.IntervalMethod.Hoeffding when request.HasHoeffdingBounds:
                if (request.HoeffdingBounds is < 1 or > Hoeffding.MostBounds)
                {
                    violations.Add(
                        "hoeffding_bounds", $"{request.HoeffdingBounds} is not in [1, {Hoeffding.MostBounds}]");
                }

                return new Hoeffding(request.HoeffdingBounds);
            case Wire.IntervalMethod.Checkpointed when request.Checkpoints is not { } checkpoints:
                violations.Add("checkpoints", "is missing");
                return null;
            case Wire.IntervalMethod.Checkpointed:
                var method = new Checkpointed([.. request.Checkpoints.Schedule], request.Checkpoints.TargetRadius);
                var number = draws ?? method.Schedule.LastOrDefault();
                violations.Nested("checkpoints").AddRange(method.Violations(number));
                return method;
            default:
                var named = IntervalMethods.Of((IntervalKind)request.Interval);
                if (named is null)
                    violations.Add("interval", $"{request.Interval} is not one of {Names}");
                return named;
        }
    }

    /// <summary>Reads the method of a certificate, with its shares of the error, and collects what is wrong.</summary>
    /// <returns>Null when there is any such thing.</returns>
    public static IntervalMethod? Read(Wire.ProbabilityBounds bounds, Violations violations)
    {
        var before = violations.Count;
        var (draws, top) = (bounds.Witness?.Draws ?? 0, bounds.Witness?.TopCount ?? 0);
        var method = Method(bounds);
        if (method is null)
            violations.Add("interval", $"is missing; it must be one of {Names}");
        else
            violations.Nested(method.Name).AddRange(method.Violations(draws));
        if (bounds.Anytime is { } anytime && (anytime.Draws != draws || anytime.TopCount != top))
        {
            violations.Add(
                "anytime", $"is {anytime.TopCount} of {anytime.Draws} draws; the witness has {top} of {draws}");
        }

        if (violations.Count > before)
            return null;
        if (bounds.Checkpointed is { } stated && stated.Checkpoint != ((Checkpointed)method!).IndexOf(draws))
            violations.Add("checkpointed.checkpoint", $"{stated.Checkpoint} is not the checkpoint of {draws} draws");
        Shares(bounds, method!, violations);
        return violations.Count > before ? null : method;
    }

    private static IntervalMethod? Method(Wire.ProbabilityBounds bounds) => bounds.IntervalCase switch
    {
        Wire.ProbabilityBounds.IntervalOneofCase.ClopperPearson => IntervalMethod.ClopperPearson,
        Wire.ProbabilityBounds.IntervalOneofCase.Split => IntervalMethod.Split,
        Wire.ProbabilityBounds.IntervalOneofCase.Bonferroni => IntervalMethod.Bonferroni,
        Wire.ProbabilityBounds.IntervalOneofCase.Hoeffding => new Hoeffding(bounds.Hoeffding.Bounds),
        Wire.ProbabilityBounds.IntervalOneofCase.Anytime => IntervalMethod.Anytime,
        Wire.ProbabilityBounds.IntervalOneofCase.Checkpointed =>
            new Checkpointed([.. bounds.Checkpointed.Schedule], bounds.Checkpointed.TargetRadius),
        _ => null,
    };

    private static void Shares(Wire.ProbabilityBounds bounds, IntervalMethod method, Violations violations)
    {
        var error = bounds.ErrorProbability;
        if (!(error >= CountsCertifier.LeastError && error <= CountsCertifier.MostError))
            violations.Add("error_probability", $"{error:R} is not in [1e-12, 0.5]");
        else if (bounds.Shares is not { } shares || new ErrorShares(shares.Top, shares.Other) != method.Shares(error))
            violations.Add("shares", $"are not those of {method.Name}: {Text(method.Shares(error))}");
    }

    private static string Text(ErrorShares shares) =>
        FormattableString.Invariant($"{shares.Top:R} for the top class and {shares.Other:R} for the others");
}
