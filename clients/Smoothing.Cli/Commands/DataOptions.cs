using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Smoothing.Cli.Certifying;
using Smoothing.Data;

namespace Smoothing.Cli.Commands;

/// <summary>The options that every command on images has.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "PATH",
        Description = "images: idx (also .gz), CIFAR-10 binary, npy, npz, PNG, JPEG, or a folder of PNG and JPEG "
            + "files, with a folder for each class or without",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        HelpName = "FILE",
        Description = "labels in the order of the images (npy, idx, or text with a whole number a line), or for a "
            + "folder text with `file,label` a line; when left out, the folder of the class, or the file beside the "
            + "images with labels for images in its name, or y for x",
    };

    private readonly Option<ArrayLayout?> _layout = new("--layout")
    {
        HelpName = "nchw|nhwc",
        Description = "order of the axes of an array; told from the axis of 1, 3 or 4 when left out",
        CustomParser = result => OneOf<ArrayLayout>("--layout", result),
    };

    private readonly Option<int[]?> _resize = new("--resize")
    {
        HelpName = "S|H,W",
        Description = "brings the shorter side to S, or both to H,W, as torchvision and Pillow do",
        CustomParser = result => Extents("--resize", result, 1, 2),
    };

    private readonly Option<Interpolation?> _interpolation = new("--interpolation")
    {
        HelpName = "bilinear|bicubic",
        Description = "how --resize finds levels; bilinear when left out",
        CustomParser = result => OneOf<Interpolation>("--interpolation", result),
    };

    private readonly Option<int[]?> _crop = new("--crop")
    {
        HelpName = "H,W",
        Description = "takes the middle of each image, after --resize",
        CustomParser = result => Extents("--crop", result, 2, 2),
    };

    private readonly Option<bool> _round = new("--round-inputs")
    {
        Description = "rounds the numbers of float arrays to the nearest levels of the model's grid (of two, the "
            + "even one); certificates say what is left for the numbers as they were",
    };

    private readonly bool _canRound;

    /// <summary>Makes the options.</summary>
    /// <param name="required">Whether a command needs data.</param>
    /// <param name="canRound">Whether it takes real numbers that are not on the grid.</param>
    public DataOptions(bool required = true, bool canRound = false) =>
        (_data.Required, _canRound) = (required, canRound);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _labels, _layout, _resize, _interpolation, _crop })
            command.Options.Add(option);
        if (_canRound)
            command.Options.Add(_round);
    }

    /// <summary>Opens the images of a command line that may have none.</summary>
    /// <returns>Null where there is no --data.</returns>
    /// <exception cref="CommandException">They are not what they must be, or options of theirs stand alone.</exception>
    public IImageSet? OpenIfGiven(ParseResult parsed)
    {
        if (parsed.GetResult(_data) is not null)
            return Open(parsed);
        Option[] others = [_labels, _layout, _resize, _interpolation, _crop];
        return Array.Find(others, option => parsed.GetResult(option) is not null) is { } alone
            ? throw new CommandException(ExitCode.Usage, $"{alone.Name}: there is no --data that it belongs to")
            : null;
    }

    /// <summary>Opens the images of a command line without errors.</summary>
    /// <exception cref="CommandException">They are not what they must be.</exception>
    public IImageSet Open(ParseResult parsed) => Images.Open(PathOf(parsed), Of(parsed));

    /// <summary>Where the images are.</summary>
    public string PathOf(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <summary>How they are read.</summary>
    public ImageSetOptions Of(ParseResult parsed) => new()
    {
        Labels = parsed.GetValue(_labels),
        Layout = parsed.GetValue(_layout),
        Resize = parsed.GetValue(_resize) switch
        {
            [var shorter] => Resizing.Shorter(shorter, parsed.GetValue(_interpolation) ?? Interpolation.Bilinear),
            [var height, var width] => Resizing.To(
                new(height, width), parsed.GetValue(_interpolation) ?? Interpolation.Bilinear),
            _ => null,
        },
        Crop = parsed.GetValue(_crop) is [var rows, var columns] ? new(rows, columns) : null,
        RealNumbers = _canRound && parsed.GetValue(_round),
    };

    private static T? OneOf<T>(string option, ArgumentResult result)
        where T : struct, Enum
    {
        if (result.Tokens is not [var token])
            return null;
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        if (Array.IndexOf(names, token.Value) is >= 0 and var index)
            return Enum.GetValues<T>()[index];
        result.AddError($"{option}: {token.Value} is not {string.Join(" or ", names)}");
        return null;
    }

    private static int[]? Extents(string option, ArgumentResult result, int fewest, int most)
    {
        if (result.Tokens is not [var token])
            return null;
        int[] extents = [.. token.Value.Split(',').Select(
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var extent) ? extent : 0)];
        if (extents.Length >= fewest && extents.Length <= most
            && extents.All(extent => extent is > 0 and <= Resizing.MaximumExtent))
            return extents;
        result.AddError(
            $"{option}: {token.Value} is not {(fewest == 1 ? "S or " : "")}H,W, whole numbers in "
                + $"[1, {Resizing.MaximumExtent}]");
        return null;
    }
}
