using System.Runtime.InteropServices;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Training;
using Smoothing.Sampling.Training.Optimizers;
using TorchSharp;

namespace Smoothing.Sampling.Tests.Training;

public sealed class OptimizerTests
{
    private const double Decay = 0.1, Rate = 0.05;

    private static readonly double[] Gradients = [0.5, -2, 0.25, 1.5];

    [Fact]
    public void Adam_follows_its_formula()
    {
        var (weight, mean, square) = (1.0, 0.0, 0.0);
        for (var step = 1; step <= Gradients.Length; step++)
        {
            var gradient = Gradients[step - 1];
            mean = 0.9 * mean + 0.1 * gradient;
            square = 0.999 * square + 0.001 * gradient * gradient;
            var (m, v) = (mean / (1 - Math.Pow(0.9, step)), square / (1 - Math.Pow(0.999, step)));
            weight -= Rate * (m / (Math.Sqrt(v) + 1e-8) + Decay * weight);
        }

        Assert.Equal(weight, Followed(OptimizerKind.Adam), 1e-6);
    }

    [Fact]
    public void Gradient_descent_follows_its_formula()
    {
        var (weight, velocity) = (1.0, 0.0);
        foreach (var gradient in Gradients)
        {
            velocity = 0.9 * velocity + gradient + Decay * weight;
            weight -= Rate * velocity;
        }

        Assert.Equal(weight, Followed(OptimizerKind.Sgd), 1e-6);
    }

    [Fact]
    public void The_cosine_rises_for_a_tenth_of_the_run_and_falls_to_nothing()
    {
        double[] rates = [.. Rates(RateSchedule.Cosine, 100)];
        Assert.Equal(Enumerable.Range(0, 10).Select(step => 0.2 * (step + 0.5) / 10), rates[..10], Near);
        Assert.Equal(0.1, (rates[54] + rates[55]) / 2, 1e-3);
        Assert.Equal(rates[10..], rates[10..].OrderDescending());
        Assert.InRange(rates[^1], 1e-12, 1e-3);
    }

    [Fact]
    public void Steps_divide_by_ten_after_each_third() => Assert.Equal(
        [0.2, 0.2, 0.2, 0.02, 0.02, 0.02, 0.002, 0.002, 0.002], Rates(RateSchedule.Step, 9), Near);

    [Fact]
    public void A_constant_rate_stays() => Assert.Equal([0.2, 0.2], Rates(RateSchedule.Constant, 2));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-12;

    private static IEnumerable<double> Rates(RateSchedule schedule, int steps) =>
        Enumerable.Range(0, steps).Select(step => new LearningRates(schedule, 0.2, steps).At(step));

    private static double Followed(OptimizerKind kind)
    {
        TorchRuntime.PrepareThread();
        using var weight = torch.ones([1], torch.float32, requires_grad: true);
        using var optimizer = Optimizer.Of(kind, [weight], Decay);
        for (var step = 1; step <= Gradients.Length; step++)
        {
            weight.grad?.zero_();
            using var loss = (weight * Gradients[step - 1]).sum();
            loss.backward();
            optimizer.Step(Rate, step);
        }

        return MemoryMarshal.Cast<byte, float>(weight.detach().bytes)[0];
    }
}
