using System.Runtime.InteropServices;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Training;
using TorchSharp;

namespace Smoothing.Sampling.Tests.Training;

/// <summary>Batch normalisation and dropout switch between training and evaluation.</summary>
[Collection(TrainingGroup.Name)]
public sealed class ModeTests : IDisposable
{
    private readonly TrainingPlace _place = new();

    [Fact]
    public async Task Statistics_of_batch_normalisation_follow_training_and_stay_afterwards()
    {
        await TrainingPlace.RunAsync(_place.Job());
        var (before, after) = (BuffersOf(Fixtures.FileOf("skeleton_3")), BuffersOf(_place.Model));

        Assert.Equal(["mean", "variance"], before.Keys);
        Assert.All(before["mean"], number => Assert.Equal(0f, number));
        Assert.All(after["mean"], number => Assert.NotEqual(0f, number));
        Assert.All(after["variance"], number => Assert.NotEqual(1f, number));

        TorchRuntime.PrepareThread();
        using var module = torch.jit.load<torch.Tensor, torch.Tensor>(_place.Model);
        Assert.False(module.training);
        using var input = torch.linspace(0, 1, 40).reshape(10, 1, 2, 2);
        using var first = module.forward(input);
        using var second = module.forward(input);
        Assert.Equal(Numbers(first), Numbers(second));
        Assert.Equal(after["mean"], Numbers(module.named_buffers().Single(one => one.name == "mean").buffer));
    }

    [Fact]
    public void A_module_switches_between_training_and_evaluation()
    {
        TorchRuntime.PrepareThread();
        using var module = new TrainedModule(File.ReadAllBytes(Fixtures.FileOf("skeleton_3")), 3);
        using var input = torch.linspace(0, 1, 40).reshape(10, 1, 2, 2);
        using var labels = torch.zeros([10], torch.int64);
        var mean = module.Buffers.Single(one => one.Name == "mean").Value;

        module.CountCorrect(input, labels, 10);
        Assert.All(Numbers(mean), number => Assert.Equal(0f, number));
        module.Learn(input, labels);
        var learnt = Numbers(mean);
        Assert.Contains(learnt, number => number != 0);
        Assert.All(module.Trained, weight => Assert.NotNull(weight.grad));
        module.CountCorrect(input, labels, 10);
        Assert.Equal(learnt, Numbers(mean));
    }

    [Fact]
    public void Warming_up_changes_no_weight_and_no_statistic()
    {
        TorchRuntime.PrepareThread();
        using var module = new TrainedModule(File.ReadAllBytes(Fixtures.FileOf("skeleton_3")), 3);
        using var input = torch.linspace(0, 1, 40).reshape(10, 1, 2, 2);
        using var labels = torch.zeros([10], torch.int64);
        float[][] before = [.. module.Parameters.Concat(module.Buffers).Select(one => Numbers(one.Value))];
        module.WarmUp(input, labels);
        Assert.Equal(before, module.Parameters.Concat(module.Buffers).Select(one => Numbers(one.Value)));
    }

    public void Dispose() => _place.Dispose();

    private static SortedDictionary<string, float[]> BuffersOf(string file)
    {
        TorchRuntime.PrepareThread();
        using var module = TorchFile.Load(File.ReadAllBytes(file), torch.CPU);
        return new(module.named_buffers().ToDictionary(one => one.name, one => Numbers(one.buffer)));
    }

    private static float[] Numbers(torch.Tensor tensor) =>
        MemoryMarshal.Cast<byte, float>(tensor.detach().contiguous().bytes).ToArray();
}
