using System.CommandLine;
using System.CommandLine.Parsing;
using Smoothing.Cli.Parsing;
using Smoothing.Cli.Training;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing train`: trains a skeleton under noise.</summary>
internal sealed class TrainCommand
{
    private const long EpochLimit = 100_000, BatchLimit = 65_536, ThreadLimit = 1024;
    private const double LeastRate = 1e-9, MostRate = 100;

    private static readonly Choice<OptimizerKind> Optimizers = new(
        "--optimizer", ("adam", OptimizerKind.Adam), ("sgd", OptimizerKind.Sgd));

    private static readonly Choice<RateSchedule> Schedules = new(
        "--schedule", ("cosine", RateSchedule.Cosine), ("step", RateSchedule.Step),
        ("constant", RateSchedule.Constant));

    private static readonly Choice<Augmentation> Augmentations = new(
        "--augment", ("none", Augmentation.None), ("flip", Augmentation.Flip), ("crop-flip", Augmentation.CropFlip));

    private readonly Option<string> _skeleton = new("--skeleton")
    {
        HelpName = "NAME|FILE.pt",
        Description = string.Join(", ", SkeletonFile.Shipped.Keys)
            + ", or a TorchScript file that was scripted, not traced",
        Required = true,
    };

    private readonly DataOptions _data = new();

    private readonly Option<string?> _validation = new("--validation")
    {
        HelpName = "FILE",
        Description = "other images, read in the same way, to measure the accuracy with after each epoch",
    };

    private readonly Option<string?> _validationLabels = new("--validation-labels")
    {
        HelpName = "FILE",
        Description = "their labels",
    };

    private readonly Option<NoiseLaw> _noise = new("--noise")
    {
        HelpName = "LAW",
        Description = "noise that is added to every image, as for `smoothing certify`",
        DefaultValueFactory = _ => NoiseLaw.Gaussian(0.25),
        CustomParser = Read.Law,
    };

    private readonly Option<long> _epochs = new("--epochs")
    {
        HelpName = "E",
        Description = "passes over the images",
        DefaultValueFactory = _ => 5,
        CustomParser = Read.Whole("--epochs", 1, EpochLimit),
    };

    private readonly Option<long> _batch = new("--batch")
    {
        HelpName = "B",
        Description = "images of a step",
        DefaultValueFactory = _ => 128,
        CustomParser = Read.Whole("--batch", 1, BatchLimit),
    };

    private readonly Option<double?> _rate = new("--learning-rate")
    {
        HelpName = "R",
        Description = "largest learning rate; 0.003 for adam and 0.1 for sgd when left out",
    };

    private readonly Option<OptimizerKind> _optimizer = new("--optimizer")
    {
        HelpName = Optimizers.Names,
        Description = "adam with decoupled weight decay, or gradient descent with momentum 0.9",
        DefaultValueFactory = _ => OptimizerKind.Adam,
        CustomParser = Optimizers.Read,
    };

    private readonly Option<double?> _decay = new("--weight-decay")
    {
        HelpName = "W",
        Description = "weight decay; 0.01 for adam and 0.0001 for sgd when left out",
    };

    private readonly Option<RateSchedule> _schedule = new("--schedule")
    {
        HelpName = Schedules.Names,
        Description = "learning rate: up for a tenth of the run and down to 0 along a cosine; divided by 10 after each "
            + "third; or the same throughout",
        DefaultValueFactory = _ => RateSchedule.Cosine,
        CustomParser = Schedules.Read,
    };

    private readonly Option<Augmentation> _augment = new("--augment")
    {
        HelpName = Augmentations.Names,
        Description = "images as they are, mirrored at random, or also moved by up to 4 pixels",
        DefaultValueFactory = _ => Augmentation.None,
        CustomParser = Augmentations.Read,
    };

    private readonly Option<long?> _classes = new("--classes")
    {
        HelpName = "K",
        Description = "number of classes that the skeleton must have; not checked when left out",
    };

    private readonly Option<UInt128?> _seed = new("--seed")
    {
        HelpName = "S",
        Description = "seed of noise, order and augmentation, a whole number below 2^128",
        DefaultValueFactory = _ => 0,
        CustomParser = Read.Seed,
    };

    private readonly Option<long?> _threads = new("--threads")
    {
        HelpName = "T",
        Description = "threads, on which the last bits of the weights depend; when left out, as many as processors, or "
            + "those of the run that is resumed",
    };

    private readonly Option<FileInfo> _output = new("--output")
    {
        HelpName = "MODEL.pt",
        Description = "the trained model; beside it come its manifest MODEL.json and, until it ends, the state of the "
            + "run MODEL.pt.checkpoint",
        Required = true,
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "go on from MODEL.pt.checkpoint, with the same options; the weights will be those of a run that "
            + "was not interrupted",
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "replace a model, a manifest and a checkpoint that exist",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "JSON lines on standard output, instead of the table",
    };

    private TrainCommand()
    {
        var (rate, decay) = (Read.Number("--learning-rate", LeastRate, MostRate), Read.Number("--weight-decay", 0, 1));
        var (classes, threads) = (
            Read.Whole("--classes", 2, ModelManifest.ClassLimit), Read.Whole("--threads", 1, ThreadLimit));
        _rate.CustomParser = result => rate(result);
        _decay.CustomParser = result => decay(result);
        _classes.CustomParser = result => classes(result);
        _threads.CustomParser = result => threads(result);
        _validationLabels.Validators.Add(RequireImages);
        _resume.Validators.Add(RequireNoForce);
        _output.Validators.Add(RequireModelName);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new TrainCommand();
        var command = new Command(
            "train",
            "Trains a TorchScript skeleton on images with noise, as `smoothing certify` adds it, and writes a model "
                + "that `smoothing certify` takes. Standard output has a row for each epoch. Ctrl-C ends it with a "
                + "checkpoint and exit code 130.")
        {
            options._skeleton, options._validation, options._validationLabels,
            options._noise, options._epochs, options._batch, options._rate, options._optimizer, options._decay,
            options._schedule, options._augment, options._classes, options._seed, options._threads, options._output,
            options._resume, options._force, options._json,
        };
        options._data.AddTo(command);
        command.SetAction((parsed, cancellation) => TrainJob.RunAsync(options.RequestOf(parsed), cancellation));
        return command;
    }

    private void RequireImages(OptionResult result)
    {
        if (result.GetResult(_validation) is null)
            result.AddError("--validation-labels: there are labels without images; give the images with --validation");
    }

    private void RequireNoForce(OptionResult result)
    {
        // An option that stands alone has a result, its default, where it was not given.
        if (!result.Implicit && result.GetValue(_force))
            result.AddError("--resume: with --force the checkpoint would be replaced; give one of the two");
    }

    private static void RequireModelName(OptionResult result)
    {
        if (result.Tokens is [{ Value: var output }] && !IsModelName(output))
            result.AddError($"--output: {output} is not a name that ends in .pt");
    }

    private static bool IsModelName(string output) =>
        Path.GetFileName(output) is { Length: > 3 } name && name.EndsWith(".pt", StringComparison.Ordinal);

    private TrainRequest RequestOf(ParseResult parsed)
    {
        var optimizer = parsed.GetValue(_optimizer);
        var (rate, decay) = optimizer == OptimizerKind.Sgd ? (0.1, 1e-4) : (3e-3, 1e-2);
        return new(
            new(parsed.GetRequiredValue(_skeleton)),
            _data.PathOf(parsed),
            _data.Of(parsed),
            parsed.GetValue(_validation),
            parsed.GetValue(_validationLabels),
            new(
                parsed.GetRequiredValue(_noise), (int)parsed.GetValue(_epochs), (int)parsed.GetValue(_batch),
                parsed.GetValue(_rate) ?? rate, optimizer, parsed.GetValue(_decay) ?? decay,
                parsed.GetValue(_schedule), parsed.GetValue(_augment),
                Seed.FromNumber(parsed.GetValue(_seed) ?? 0), Environment.ProcessorCount),
            (int?)parsed.GetValue(_threads),
            (int?)parsed.GetValue(_classes),
            new(parsed.GetRequiredValue(_output).FullName),
            parsed.GetValue(_resume),
            parsed.GetValue(_force),
            parsed.GetValue(_json));
    }
}
