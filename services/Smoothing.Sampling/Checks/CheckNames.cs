using System.Collections.Immutable;

namespace Smoothing.Sampling.Checks;

/// <summary>Names of the checks of a model. They are part of error messages and of JSON, and do not change.</summary>
public static class CheckNames
{
    /// <summary>The manifest is there and says what a manifest must say.</summary>
    public const string Manifest = "manifest";

    /// <summary>The file is there, can be read, and stays the same while it is looked at.</summary>
    public const string File = "file";

    /// <summary>Its SHA-256 is that of the manifest.</summary>
    public const string Sha256 = "digest";

    /// <summary>libtorch itself loads.</summary>
    public const string NativeLibrary = "native_library";

    /// <summary>The device is there.</summary>
    public const string Device = "device";

    /// <summary>The process that looks at the file lives through it.</summary>
    public const string Process = "process";

    /// <summary>That process answers within its time.</summary>
    public const string Probe = "probe";

    /// <summary>There is memory for the model; another time there may be.</summary>
    public const string Memory = ModelException.Memory;

    /// <summary>This machine has the engine of the manifest.</summary>
    public const string Engine = "engine";

    /// <summary>libtorch loads the file.</summary>
    public const string Load = "load";

    /// <summary>No layer is in training mode.</summary>
    public const string EvalState = "eval_state";

    /// <summary>The model runs on a tile of inputs of the manifest's shape.</summary>
    public const string Forward = "forward";

    /// <summary>It answers binary32.</summary>
    public const string OutputType = "output_type";

    /// <summary>It answers one row of classes for each input.</summary>
    public const string OutputShape = "output_shape";

    /// <summary>It answers as many classes as the manifest says.</summary>
    public const string ClassCount = "class_count";

    /// <summary>Its outputs for inputs within the input range are numbers.</summary>
    public const string Finite = "finite";

    /// <summary>The same tile has the same outputs again.</summary>
    public const string Repeatable = "repeatable";

    /// <summary>An input's outputs depend neither on its slot nor on the other inputs of the tile.</summary>
    public const string Independent = "independent";

    /// <summary>Where it is frozen: it answers as the file does, up to rounding.</summary>
    public const string FrozenOutput = "frozen_output";

    /// <summary>It takes inputs outside the input range, where noise leads, and answers numbers there.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Its outputs for a fixed input are those of the manifest.</summary>
    public const string GoldenOutput = "golden_output";

    /// <summary>The noise is of the size of the input range.</summary>
    public const string Noise = "noise";

    /// <summary>Share of labelled inputs that it classifies right.</summary>
    public const string CleanAccuracy = "clean_accuracy";

    /// <summary>The same share under the noise.</summary>
    public const string NoisyAccuracy = "noisy_accuracy";

    /// <summary>Noisy inputs that it classifies in a second.</summary>
    public const string Throughput = "throughput";

    /// <summary>The time that a run takes, and the largest radius that it can give.</summary>
    public const string Run = "run";

    /// <summary>All names, in the order of a report. A model is refused by the first that failed.</summary>
    public static ImmutableArray<string> Order { get; } =
    [
        Manifest, File, Sha256, NativeLibrary, Device, Process, Probe, Memory, Engine, Load, EvalState, Forward,
        OutputType, OutputShape, ClassCount, Finite, Repeatable, Independent, OutOfRange, FrozenOutput, GoldenOutput,
        Noise, CleanAccuracy, NoisyAccuracy, Throughput, Run,
    ];
}
