using Grpc.Core;
using Smoothing.Certification;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Client.Counting;
using Smoothing.Client.Running;
using Smoothing.Data;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Certifies inputs of a data set in their order, two at a time so that the sampler never waits.</summary>
/// <param name="services">The services.</param>
/// <param name="images">The data.</param>
/// <param name="settings">What is asked for.</param>
internal sealed class CertifyRun(EmbeddedServices services, IImageSet images, RunSettings settings)
{
    private const int InFlight = 2;

    private readonly SamplerPatience _patience = new(new(services.Sampler), settings.Retry);
    private readonly Wire.CertifierService.CertifierServiceClient _certifier = new(services.Certifier);
    private readonly ServiceLookup _lookup = new(services);
    private readonly List<CertifiedInput> _done = [];
    private volatile bool _certifierLost;
    private int _failed;

    /// <summary>Runs, and writes rows as inputs are done and the certified accuracy at the end.</summary>
    /// <param name="output">Where rows go.</param>
    /// <param name="files">The folder of the run, if there is one. It is made when all is known to be in order.</param>
    /// <param name="people">Where the accuracy goes.</param>
    /// <param name="cancellation">Stops; rows that were written stay.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        IRowWriter output, RunFiles? files, TextWriter people, CancellationToken cancellation)
    {
        var model = await _lookup.FindModelAsync(cancellation);
        InputTensor.Require(model, images);
        int[] indices = [.. Enumerable.Range(0, images.Count).Where(i => i % settings.Skip == 0).Take(settings.Limit)];
        Labels.Require(model, images, indices);
        Images.RequireReadable(model, images, indices, cancellation);
        var slack = ServiceLookup.Slack(model, settings.Law);
        var largest = CountsCertifier.LargestRadius(
            settings.EstimationDraws, settings.Error, settings.Interval, settings.Law, slack,
            ServiceLookup.Dimension(model), settings.Norm);
        IRowWriter[] rows = [output, .. files?.Create() ?? []];
        await Announcement.WriteAsync(Console.Error, model, settings, indices.Length, images, largest);
        if (Labels.OtherNames(model, images) is { } note)
            await Console.Error.WriteLineAsync(note);
        foreach (var row in rows)
            row.Begin(model);
        try
        {
            await CertifyAsync(Plan(model), indices, rows, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Announcement.WriteInterruptedAsync(Console.Error, _done.Count, indices.Length, files);
            return ExitCode.Interrupted;
        }

        if (images.HasLabels)
        {
            var accuracy = CertifiedAccuracy.Of(_done, indices.Length, largest);
            ConsoleTables.WriteAccuracy(people, accuracy, settings.Norm);
            files?.WriteAccuracy(accuracy);
            files?.WritePictures(indices.Length);
        }

        await Announcement.WriteEndAsync(Console.Error, _failed, indices.Length, files);
        return _failed == 0 ? ExitCode.Ok : ExitCode.SomeInputsFailed;
    }

    private CertificationPlan Plan(Wire.Model model) => new(
        model, settings.Law, settings.SelectionDraws, settings.EstimationDraws, settings.Error, settings.Seed)
    {
        Interval = (Wire.IntervalMethod)settings.Interval.Kind,
        Norms = [.. Norms.Usual.Append(settings.Norm).Distinct()],
    };

    private async Task CertifyAsync(
        CertificationPlan plan, int[] indices, IRowWriter[] rows, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(
            Console.Error, !Console.IsErrorRedirected, indices.Length,
            indices.Length * (plan.SelectionDraws + plan.EstimationDraws), TimeProvider.System);
        var results = InOrder.RunAsync(
            indices, InFlight, (index, stop) => OneAsync(plan, index, progress, stop), cancellation);
        await foreach (var (index, input, error) in results)
        {
            if (input is not null)
                _done.Add(input);
            else
                _failed++;
            progress.Done(() => Write(index, input, error, rows));
        }
    }

    // The input on the grid, and what was rounded or will be.
    private (Wire.Tensor Tensor, Wire.Rounding? Rounding) Prepared(CertificationPlan plan, LabelledImage image)
    {
        if (image.Numbers is null)
        {
            return (
                InputTensor.Of(plan.Model, image),
                settings.DeploymentRounds ? new() { DeploymentRounds = true } : null);
        }

        var (levels, distances) = InputRounding.Of(plan.Model, image);
        return (
            InputTensor.Of(plan.Model, InputTensor.Ordered(plan.Model, image.Shape, levels)),
            new()
            {
                DeploymentRounds = settings.DeploymentRounds,
                InputDistances =
                {
                    plan.Norms.Select(norm => new Wire.RoundingDistance
                    {
                        Norm = NormMessages.ToMessage(norm),
                        Distance = GridRounding.NormUp(distances, norm),
                    }),
                },
            });
    }

    private static void Write(int index, CertifiedInput? input, string? error, IRowWriter[] rows)
    {
        if (input is null)
        {
            Console.Error.WriteLine($"input {index} failed: {error}");
            return;
        }

        foreach (var row in rows)
            row.Write(input);
    }

    private async Task<Result> OneAsync(
        CertificationPlan plan, int index, ProgressLine progress, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            // Draws whose counts nobody could certify are not worth drawing.
            if (_certifierLost && !await _lookup.CertifierAnswersAsync(cancellation))
                return new(index, null, $"the certifier at {services.CertifierAddress} does not answer: no draws");
            _certifierLost = false;
            var image = images[index];
            var run = new InputRun(
                _patience.Reader, _certifier, SamplerPatience.Options(settings.Retry), TimeProvider.System);
            var (tensor, rounding) = Prepared(plan, image);
            var certificate = await run.CertifyAsync(plan, tensor, rounding, progress, cancellation);
            _patience.Answered();
            var time = TimeProvider.System.GetElapsedTime(start);
            var input = new CertifiedInput(index, image.Label, time, settings.Norm, certificate)
            {
                Source = image.Source,
            };
            return new(index, input, null);
        }
        catch (RpcException exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
        catch (RpcException exception)
        {
            // What cannot be counted has an exception of its own, so an answer that does not come is the certifier's.
            _certifierLost = exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded;
            return new(index, null, exception.StatusCode == StatusCode.Unavailable
                ? $"the certifier at {services.CertifierAddress} does not answer: {RpcReason.Of(exception)}"
                : $"{exception.StatusCode}: {RpcReason.Of(exception)}");
        }
        catch (IncompleteCountsException exception)
        {
            if (exception.InnerException is RpcException { StatusCode: not StatusCode.ResourceExhausted })
                _patience.GaveUp();
            return new(index, null, exception.Message);
        }
        catch (ImageFileException exception)
        {
            return new(index, null, exception.Message);
        }
    }

    private sealed record Result(int Index, CertifiedInput? Input, string? Error);
}
