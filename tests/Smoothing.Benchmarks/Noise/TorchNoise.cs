using System.Globalization;
using TorchSharp;

namespace Smoothing.Benchmarks.Noise;

/// <summary>How torch draws noise into a tensor.</summary>
internal static class TorchNoise
{
    /// <summary>Normal noise: normal_ of torch.</summary>
    public static void Normal(torch.Tensor target, double deviation) => target.normal_(0, deviation);

    /// <summary>Generalized Gaussian noise: a random sign, and the power 1/shape of a gamma variate with shape 1/shape.
    /// </summary>
    /// <remarks>As the noises of Yang, Duan, Hu, Salman, Razenshteyn and Li, "Randomized smoothing of all shapes and
    /// sizes" (ICML 2020), are drawn with torch's gamma distribution.</remarks>
    /// <param name="target">Receives it.</param>
    /// <param name="scale">Scale of the law.</param>
    /// <param name="shape">Shape of the law.</param>
    /// <returns>What draws into the target.</returns>
    public static Action Gamma(torch.Tensor target, double scale, double shape)
    {
        var unit = torch.jit.compile(string.Create(CultureInfo.InvariantCulture, $"""
            def fill(target: Tensor, concentration: Tensor) -> Tensor:
                size = torch._standard_gamma(concentration).pow_({1 / shape:R}).mul_({scale:R})
                return target.random_(0, 2).mul_(2).sub_(1).mul_(size)

            """));
        var concentration = torch.full(target.shape, 1 / shape);
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            unit.invoke("fill", target, concentration);
        };
    }
}
