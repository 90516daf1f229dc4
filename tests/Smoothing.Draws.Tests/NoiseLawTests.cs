using System.Globalization;
using FsCheck.Xunit;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tests;

public sealed class NoiseLawTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-300)]
    [InlineData(123456789)]
    public void Generalized_Gaussian_noise_of_shape_1_is_Laplace_noise(double scale)
    {
        var law = NoiseLaw.GeneralizedGaussian(scale, 1);

        Assert.Equal<NoiseLaw>(NoiseLaw.Laplace(scale), law);
        Assert.IsType<LaplaceLaw>(law);
    }

    [Property(MaxTest = 2000)]
    public void A_standard_deviation_of_15_digits_comes_back_from_the_scale_of_shape_2(long digits, int exponent)
    {
        var deviation = double.Parse(
            FormattableString.Invariant($"{Math.Abs(digits % 1_000_000_000_000_000) + 1}e{exponent % 290}"),
            CultureInfo.InvariantCulture);

        Assert.Equal<NoiseLaw>(
            NoiseLaw.Gaussian(deviation), NoiseLaw.GeneralizedGaussian(deviation * Math.Sqrt(2), 2));
    }

    [Property(MaxTest = 5000)]
    public void Shape_2_has_a_standard_deviation_next_to_scale_over_root_2(long bits)
    {
        var scale = BitConverter.Int64BitsToDouble(bits & long.MaxValue);
        if (!NoiseLaw.IsWidth(scale))
            return;
        var deviation = Assert.IsType<GaussianLaw>(NoiseLaw.GeneralizedGaussian(scale, 2)).StandardDeviation;

        // The quotient errs by less than 1 unit in the last place, the deviation by less than 1.5.
        var apart = BitConverter.DoubleToInt64Bits(deviation) - BitConverter.DoubleToInt64Bits(scale / Math.Sqrt(2));
        Assert.InRange(apart, -2, 2);
        Assert.Equal(deviation, NoiseLaw.GeneralizedGaussian(scale, 2).StandardDeviation);
    }

    /// <summary>Expected values: scale · √(Γ(3 / shape) / Γ(1 / shape)) by mpmath with 60 digits.</summary>
    [Theory]
    [InlineData(1, 1, 1.4142135623730951)]
    [InlineData(1, 1.0000000000000002, 1.4142135623730945)]
    [InlineData(1, 1.5, 0.8593533101243331)]
    [InlineData(1, 3, 0.6109682265939819)]
    [InlineData(1, 4, 0.5813683170191186)]
    [InlineData(1, 8, 0.5609226915710444)]
    [InlineData(1, 1e6, 0.5773499359360018)]
    [InlineData(1, 1 << 30, 0.5773502688792573)]
    [InlineData(0.1, 1, 0.1414213562373095)]
    [InlineData(0.1, 1.0000000000000002, 0.14142135623730945)]
    [InlineData(0.1, 1.5, 0.08593533101243332)]
    [InlineData(0.1, 3, 0.0610968226593982)]
    [InlineData(0.1, 4, 0.05813683170191186)]
    [InlineData(0.1, 8, 0.056092269157104434)]
    [InlineData(0.1, 1e6, 0.05773499359360019)]
    [InlineData(3e-310, 1, 4.2426406871193e-310)]
    [InlineData(3e-310, 1.5, 2.578059930373e-310)]
    [InlineData(3e-310, 8, 1.6827680747131e-310)]
    [InlineData(double.MaxValue, 1, double.PositiveInfinity)]
    public void Standard_deviations_are_the_nearest_doubles(double scale, double shape, double expected) =>
        Assert.Equal(expected, NoiseLaw.GeneralizedGaussian(scale, shape).StandardDeviation);

    [Theory]
    [InlineData(1, 0.5773502691896257)]
    [InlineData(0.1, 0.05773502691896258)]
    [InlineData(0.5, 0.28867513459481287)]
    [InlineData(3e-310, 1.7320508075689e-310)]
    public void The_standard_deviation_of_uniform_noise_is_the_nearest_double(double halfWidth, double expected) =>
        Assert.Equal(expected, NoiseLaw.Uniform(halfWidth).StandardDeviation);

    [Fact]
    public void A_law_made_anew_has_its_standard_deviation_however_many_others_came_between()
    {
        // More than are kept.
        double[] scales = [.. Enumerable.Range(1, 1100).Select(i => i / 64.0)];
        var first = Array.ConvertAll(scales, Deviation);

        Assert.Equal(Array.ConvertAll(scales, scale => RootMeanSquare.OfGeneralizedGaussian(scale, 4)), first);
        Assert.Equal(first, Array.ConvertAll(scales, Deviation));

        static double Deviation(double scale) => NoiseLaw.GeneralizedGaussian(scale, 4).StandardDeviation;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_width_that_is_not_finite_and_above_0_is_refused(double width)
    {
        var ranges = new Dictionary<string, Func<NoiseLaw>>
        {
            ["standardDeviation"] = () => NoiseLaw.Gaussian(width),
            ["scale"] = () => NoiseLaw.Laplace(width),
            ["halfWidth"] = () => NoiseLaw.Uniform(width),
        };
        foreach (var (name, make) in ranges)
            Assert.Throws<ArgumentOutOfRangeException>(name, make);
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => NoiseLaw.GeneralizedGaussian(width, 3));
    }

    [Theory]
    [InlineData(0.9999999999999999)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_shape_that_is_not_finite_and_at_least_1_is_refused(double shape) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(shape), () => NoiseLaw.GeneralizedGaussian(1, shape));

    [Theory]
    [InlineData("gaussian:0.25")]
    [InlineData("laplace:0.1")]
    [InlineData("generalized_gaussian:0.5:1.5")]
    [InlineData("generalized_gaussian:1E-05:1073741824")]
    [InlineData("uniform:0.5")]
    public void The_text_of_a_law_reads_back_as_the_law(string text)
    {
        Assert.True(LawText.TryRead(text, out var law, out var violation), violation);
        Assert.Equal(text, law.ToString());
        Assert.True(LawText.TryRead(law.ToString(), out var again, out _));
        Assert.Equal(law, again);
    }

    [Theory]
    [InlineData("generalized_gaussian:0.1:1", "laplace:0.1")]
    [InlineData("generalized_gaussian:0.35355339059327379:2", "gaussian:0.25")]
    [InlineData("generalized_gaussian:0.1414213562373095:2", "gaussian:0.1")]
    public void A_law_is_written_in_one_way(string text, string expected)
    {
        Assert.True(LawText.TryRead(text, out var law, out _));
        Assert.Equal(expected, law.ToString());
    }

    [Theory]
    [InlineData("", "\"\" is not gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or uniform:HALF_WIDTH, "
        + "in units of the input")]
    [InlineData("Gaussian:1", "\"Gaussian:1\" is not gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or "
        + "uniform:HALF_WIDTH, in units of the input")]
    [InlineData("gaussian", "\"gaussian\" does not have the parameters of gaussian: standard deviation")]
    [InlineData("generalized_gaussian:1",
        "\"generalized_gaussian:1\" does not have the parameters of generalized_gaussian: scale and shape")]
    [InlineData("laplace:x", "laplace: scale \"x\" is not a number")]
    [InlineData("uniform:0", "uniform: half width 0 is not finite and above 0")]
    [InlineData("generalized_gaussian:-1:0.5",
        "generalized_gaussian: scale -1 is not finite and above 0; shape 0.5 is not in [1, 2^30]")]
    [InlineData("generalized_gaussian:1:NaN", "generalized_gaussian: shape NaN is not in [1, 2^30]")]
    [InlineData("gaussian:0,25", "gaussian: standard deviation \"0,25\" is not a number")]
    public void All_that_is_wrong_with_a_text_is_said(string text, string expected)
    {
        Assert.False(LawText.TryRead(text, out var law, out var violation));
        Assert.Null(law);
        Assert.Equal(expected, violation);
    }
}
