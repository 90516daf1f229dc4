using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Smoothing.Draws.Identity;
using TorchSharp;

namespace Smoothing.Sampling.Training.Checkpoints;

/// <summary>The state of a run in a file: a zip archive of a head in JSON and the bytes of the tensors.</summary>
/// <remarks>
/// It holds numbers only, no code: nothing of it is run when it is read. A checkpoint is written beside its name,
/// brought to the disk and renamed, so that there is a whole one at any time.
/// </remarks>
internal static class Checkpoint
{
    private const string Head = "checkpoint.json", Numbers = "tensors.bin";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file; it is replaced.</param>
    /// <param name="settings">What decides the weights.</param>
    /// <param name="position">How far the run is.</param>
    /// <param name="tensors">The state.</param>
    public static void Write(
        string path, SortedDictionary<string, string> settings, TrainingPosition position,
        IEnumerable<NamedTensor> tensors)
    {
        using var bytes = new MemoryStream();
        var heads = tensors.Select(one => Append(one, bytes)).ToArray();
        var head = new CheckpointHead(
            CheckpointHead.Current, settings, position, heads, Digest.Of(Written(bytes)).ToString());
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            using (var json = archive.CreateEntry(Head, CompressionLevel.NoCompression).Open())
                JsonSerializer.Serialize(json, head, CheckpointJson.Default.CheckpointHead);
            using var numbers = archive.CreateEntry(Numbers, CompressionLevel.NoCompression).Open();
            numbers.Write(Written(bytes));
        });
    }

    /// <summary>Reads a checkpoint into tensors of the same names, types and shapes.</summary>
    /// <returns>How far the run was.</returns>
    /// <exception cref="CheckpointException">It is of another run, damaged, or no checkpoint.</exception>
    public static TrainingPosition Read(
        string path, SortedDictionary<string, string> settings, IReadOnlyCollection<NamedTensor> tensors)
    {
        var (head, bytes) = Read(path);
        ImmutableArray<string> differences = [.. SettingsText.Differences(settings, head.Settings)];
        if (differences.Length > 0)
            throw new CheckpointException(differences);
        if (!head.Tensors.Select(Text).SequenceEqual(tensors.Select(one => Text(HeadOf(one)))))
            throw new CheckpointException(["its tensors are not those of the skeleton and the optimizer"]);
        var start = 0;
        foreach (var one in tensors)
            start += Restore(one.Value, bytes.AsSpan(start));
        return head.Position;
    }

    /// <summary>The settings that a checkpoint was written with.</summary>
    /// <exception cref="CheckpointException">It is damaged, or no checkpoint.</exception>
    public static IReadOnlyDictionary<string, string> SettingsOf(string path) => Read(path).Head.Settings;

    private static (CheckpointHead Head, byte[] Bytes) Read(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            using var json = archive.GetEntry(Head)?.Open() ?? throw Damaged($"it has no {Head}");
            var head = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointHead)
                ?? throw Damaged($"its {Head} is empty");
            if (head.Format != CheckpointHead.Current)
                throw Damaged($"its format is {head.Format}, not {CheckpointHead.Current}");
            using var numbers = archive.GetEntry(Numbers)?.Open() ?? throw Damaged($"it has no {Numbers}");
            using var bytes = new MemoryStream();
            numbers.CopyTo(bytes);
            var all = bytes.ToArray();
            return Digest.Of(all).ToString() == head.Sha256 && all.Length == head.Tensors.Sum(one => (long)one.Bytes)
                ? (head, all)
                : throw Damaged("its tensors are not those that were written");
        }
        catch (Exception exception) when (
            exception is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(exception.Message, exception);
        }
    }

    private static CheckpointException Damaged(string reason, Exception? cause = null) =>
        new([$"it cannot be read as a checkpoint: {reason}"], cause);

    private static TensorHead Append(NamedTensor one, MemoryStream stream)
    {
        using var scope = torch.NewDisposeScope();
        using var still = torch.no_grad();
        var bytes = one.Value.detach().contiguous().bytes;
        stream.Write(bytes);
        return HeadOf(one);
    }

    private static TensorHead HeadOf(NamedTensor one) => new(
        one.Name, one.Value.dtype.ToString(), one.Value.shape,
        checked((int)(one.Value.numel() * one.Value.element_size())));

    private static string Text(TensorHead head) => $"{head.Name} {head.Type} [{string.Join(',', head.Shape)}]";

    private static int Restore(torch.Tensor target, ReadOnlySpan<byte> bytes)
    {
        using var scope = torch.NewDisposeScope();
        using var still = torch.no_grad();
        var read = torch.empty(target.shape, target.dtype);
        var memory = read.bytes;
        bytes[..memory.Length].CopyTo(memory);
        // A copy keeps the memory format of the weight.
        target.copy_(read);
        return memory.Length;
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);
}
