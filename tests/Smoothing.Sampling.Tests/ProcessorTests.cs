using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Tests;

public sealed class ProcessorTests
{
    private static readonly string None = Processor.Describe(_ => null);

    [Theory]
    [InlineData("ATEN_CPU_CAPABILITY")]
    [InlineData("ATEN_AVX512_256")]
    [InlineData("ONEDNN_MAX_CPU_ISA")]
    [InlineData("DNNL_MAX_CPU_ISA")]
    [InlineData("ONEDNN_DEFAULT_FPMATH_MODE")]
    [InlineData("DNNL_DEFAULT_FPMATH_MODE")]
    [InlineData("MKL_ENABLE_INSTRUCTIONS")]
    [InlineData("MKL_CBWR")]
    public void A_variable_that_changes_the_kernels_is_named(string variable) =>
        Assert.Equal($"{None} {variable}=AVX2", Processor.Describe(name => name == variable ? "AVX2" : null));

    [Fact]
    public void A_variable_that_is_empty_is_not_set() => Assert.Equal(None, Processor.Describe(_ => ""));

    [Fact]
    public void Other_variables_do_not_count() =>
        Assert.Equal(None, Processor.Describe(name => name == "PATH" ? "x" : null));

    [Fact]
    public void Whatever_the_variables_hold_the_text_is_short_and_printable_and_tells_them_apart()
    {
        string[] values =
            [new('x', 10_000), new string('x', 9_999) + "y", "\u00fcber", "uber", "a\nb", "a\0b", "\u007f"];
        var texts = values.Select(value => Processor.Describe(_ => value)).ToList();
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 200));
        Assert.All(texts, text => Assert.All(text, letter => Assert.InRange(letter, ' ', '~')));
        Assert.Distinct([.. texts, None]);
    }
}
