using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Hosting;
using Smoothing.Messages;
using Smoothing.Sampling.Models;
using Wire = Smoothing.V1;

namespace Smoothing.Sampler.Calls;

/// <summary>Finds everything that is wrong with a request for counts at once.</summary>
internal static class SampleCountsValidation
{
    private const long CountLimit = 100_000_000;

    /// <summary>Validates a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="models">The models; input and noise are checked against the one that is asked for.</param>
    /// <param name="maxInputBytes">Largest input.</param>
    /// <returns>Name of the model, without "models/".</returns>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with all violations.</exception>
    public static string Validate(Wire.SampleCountsRequest request, ModelRegistry models, int maxInputBytes)
    {
        var violations = new Violations();
        var name = ResourceName.Parse(request.Model, "model", violations);
        var model = name is null ? null : models.Find(name);
        if (request.ModelSha256.Length is not (0 or Digest.Length))
        {
            violations.Add(
                "model_sha256", $"has {request.ModelSha256.Length} bytes; it must be empty or have {Digest.Length}");
        }

        InputValidation.Validate(request.Input, model, maxInputBytes, violations);
        Noise(request.Noise, model?.Manifest, violations);
        if (request.RunSeed.Length != Seed.Length)
            violations.Add("run_seed", $"has {request.RunSeed.Length} bytes; it must have {Seed.Length}");
        Draws(request.Draws, violations);
        if (request.ReportEvery is < 0 or > CountLimit)
            violations.Add("report_every", $"is {request.ReportEvery}; it must be in [0, {CountLimit}]");
        violations.ThrowIfAny();
        return name!;
    }

    private static void Noise(Wire.NoiseLaw? noise, ModelManifest? manifest, Violations violations)
    {
        var nested = violations.Nested("noise");
        if (LawMessages.Read(noise, nested.Add) is not { } law || manifest is not { Grid: var grid })
            return;
        if (!GridNoise.Covers(law, grid))
        {
            nested.Add(
                LawMessages.WidthField(law),
                FormattableString.Invariant($"gives a standard deviation of {law.StandardDeviation}; on this model's ")
                    + $"grid it must be in {Range(grid.Step)}");
        }
    }

    private static void Draws(Wire.DrawRange? draws, Violations violations)
    {
        if (draws is null)
        {
            violations.Add("draws", "is missing");
            return;
        }

        if (draws.First is < 0 or >= DrawRange.Limit)
            violations.Add("draws.first", $"is {draws.First}; it must be in [0, {DrawRange.Limit})");
        if (draws.Count is < 1 or > CountLimit)
            violations.Add("draws.count", $"is {draws.Count}; it must be in [1, {CountLimit}]");
        else if (draws.First is >= 0 and < DrawRange.Limit && draws.Count > DrawRange.Limit - draws.First)
            violations.Add("draws.count", $"is {draws.Count}; first + count must be at most {DrawRange.Limit}");
    }

    private static string Range(Rational step) => FormattableString.Invariant(
        $"[{InUnits(GridNoise.MinSteps, step)}, {InUnits(GridNoise.MaxSteps, step)}], 1/1024 to 1024 grid steps");

    private static double InUnits(double steps, Rational step) => steps * step.Numerator / step.Denominator;
}
