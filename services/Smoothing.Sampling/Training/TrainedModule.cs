using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Training;

/// <summary>A TorchScript module whose weights change.</summary>
internal sealed class TrainedModule : IDisposable
{
    private const int WarmUpSteps = 3;

    private readonly torch.jit.ScriptModule<torch.Tensor, torch.Tensor> _module;
    private readonly int _classes;

    /// <summary>Loads a skeleton.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="classes">Number of classes that it must answer.</param>
    /// <exception cref="ModelException">It does not load, or nothing in it can be trained.</exception>
    public TrainedModule(byte[] bytes, int classes)
    {
        (_module, _classes) = (TorchFile.Load(bytes, torch.CPU), classes);
        Parameters = [.. _module.named_parameters().Select(one => new NamedTensor(one.name, one.parameter))];
        Buffers = [.. _module.named_buffers().Select(one => new NamedTensor(one.name, one.buffer))];
        Trained = [.. Parameters.Where(one => one.Value.requires_grad).Select(one => one.Value)];
        if (Trained.Count > 0)
            return;
        Dispose();
        throw new ModelException(
            "parameters", "it has no parameter that can be trained: it was frozen, or saved without gradients");
    }

    /// <summary>Weights.</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>What changes without gradients, such as the statistics of batch normalisation.</summary>
    public IReadOnlyList<NamedTensor> Buffers { get; }

    /// <summary>The weights that gradients reach.</summary>
    public IReadOnlyList<torch.Tensor> Trained { get; }

    /// <summary>Computes the gradients of a batch in training mode.</summary>
    /// <returns>The mean loss, cross-entropy, and the number of examples that were answered rightly.</returns>
    /// <exception cref="ModelException">The module fails, or answers what it must not.</exception>
    public (double Loss, long Correct) Learn(torch.Tensor inputs, torch.Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        _module.train();
        foreach (var weight in Trained)
            weight.grad?.zero_();
        var outputs = Forward(inputs);
        try
        {
            var loss = torch.nn.functional.cross_entropy(outputs, labels);
            loss.backward();
            return (loss.item<float>(), Correct(outputs, labels));
        }
        catch (Exception exception) when (TorchError.Is(exception))
        {
            throw TorchError.Refusal("backward", "its gradients cannot be computed", exception);
        }
    }

    /// <summary>Counts right answers in evaluation mode.</summary>
    /// <param name="inputs">[slot, …].</param>
    /// <param name="labels">[slot].</param>
    /// <param name="count">Number of slots that count, from the first.</param>
    public long CountCorrect(torch.Tensor inputs, torch.Tensor labels, int count)
    {
        using var scope = torch.NewDisposeScope();
        using var still = torch.no_grad();
        _module.eval();
        return Correct(Forward(inputs).slice(0, 0, count, 1), labels.slice(0, 0, count, 1));
    }

    /// <summary>
    /// Has the engine optimise the module, which it does during the first steps: afterwards every step is computed in
    /// one way only, be it the first of a run or the first after a checkpoint. Weights and buffers stay.
    /// </summary>
    public void WarmUp(torch.Tensor inputs, torch.Tensor labels)
    {
        using var before = Snapshot.Of([.. Parameters, .. Buffers]);
        for (var step = 0; step < WarmUpSteps; step++)
            Learn(inputs, labels);
        before.Restore();
    }

    /// <summary>Writes the module in evaluation mode.</summary>
    public void Save(string path)
    {
        _module.eval();
        try
        {
            torch.jit.save(_module, path);
        }
        catch (Exception exception) when (TorchError.Is(exception))
        {
            throw new IOException($"{path}: {TorchError.FirstLine(exception)}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in Parameters.Concat(Buffers))
            one.Value.Dispose();
        _module.Dispose();
    }

    private static long Correct(torch.Tensor outputs, torch.Tensor labels) =>
        outputs.argmax(1).eq(labels).sum().item<long>();

    private torch.Tensor Forward(torch.Tensor inputs)
    {
        var outputs = TorchFile.Forward(_module, inputs);
        TorchFile.RequireOutput(outputs, (int)inputs.shape[0], _classes);
        return outputs;
    }
}
