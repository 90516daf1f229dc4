using System.Text;
using System.Text.Json;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>Questions a line: bad ones do not disturb the others.</summary>
public sealed class LineTests : IDisposable
{
    private const string Good = """{"k":99000,"n":100000,"alpha":0.001}""";

    private const string GoodAnswer =
        """{"lower":0.9889893403774747,"upper":0.9909445314129199,"one_minus_lower":0.011010659622525242}""";

    private readonly Workplace _place = new();

    [Theory]
    [InlineData("", "", "empty")]
    [InlineData("  ", "", "empty")]
    [InlineData("{", "", "is not JSON")]
    [InlineData("[1]", "", "must be a JSON object")]
    [InlineData("{\"k\":1,}", "", "a trailing comma at the end which is not supported in this mode. (after byte 7)")]
    [InlineData("{\"k\":1,\"k\":2}", "", "is not JSON")]
    [InlineData("{\"k\":NaN,\"n\":2,\"alpha\":0.1}", "", "is not JSON")]
    [InlineData("{\"k\":1,\"n\":2,\"alpha\":\"\\ud800\",\"interval\":1}", "alpha", "must be a number in (0, 1)")]
    [InlineData("{\"n\":2,\"alpha\":0.1}", "k", "is missing")]
    [InlineData("{\"k\":3,\"n\":2,\"alpha\":0.1}", "k", "is 3; it must be a whole number in [0, 2]")]
    [InlineData("{\"k\":-1,\"n\":2,\"alpha\":0.1}", "k", "is -1")]
    [InlineData("{\"k\":0.5,\"n\":2,\"alpha\":0.1}", "k", "is 0.5; it must be a whole number")]
    [InlineData("{\"k\":0,\"n\":0,\"alpha\":0.1}", "n", "is 0; it must be a whole number in [1, 1073741824]")]
    [InlineData("{\"k\":0,\"n\":1,\"alpha\":0}", "alpha", "is 0; it must be a number in (0, 1)")]
    [InlineData("{\"k\":0,\"n\":1,\"alpha\":-1e-9}", "alpha", "is -1e-9")]
    [InlineData("{\"k\":0,\"n\":1,\"alpha\":1e999}", "alpha", "is 1e999")]
    [InlineData("{\"k\":0,\"n\":1,\"alpha\":0.1,\"beta\":2}", "beta", "is not a field here")]
    [InlineData("{\"counts\":[1],\"top\":0,\"alpha\":0.1}", "counts", "has 1 classes")]
    [InlineData("{\"counts\":[1,-1],\"top\":0,\"alpha\":0.1}", "counts[1]", "is -1")]
    [InlineData("{\"counts\":[0,0],\"top\":0,\"alpha\":0.1}", "counts", "add up to 0 draws")]
    [InlineData("{\"counts\":[1,0],\"top\":2,\"alpha\":0.1}", "top", "in [0, 1]")]
    [InlineData("{\"counts\":[1,0],\"top\":0,\"alpha\":0.1,\"interval\":\"wald\"}", "interval", "is \"wald\"")]
    [InlineData("{\"counts\":[1,0],\"top\":0,\"alpha\":0.6}", "alpha", "in [1e-12, 0.5]")]
    [InlineData("{\"counts\":[1,0],\"top\":0,\"alpha\":0.1,\"bounds\":2}", "bounds", "hoeffding only")]
    [InlineData("{\"counts\":[1,0],\"top\":0,\"alpha\":0.1,\"schedule\":[1]}", "schedule", "checkpointed only")]
    [InlineData(
        "{\"counts\":[1,0],\"top\":0,\"alpha\":0.1,\"interval\":\"checkpointed\"}", "schedule", "is missing")]
    [InlineData(
        "{\"counts\":[3,0],\"top\":0,\"alpha\":0.1,\"interval\":\"checkpointed\",\"schedule\":[1,2]}", "schedule",
        "no checkpoint at 3")]
    public async Task A_bad_line_has_an_error_and_the_others_their_answers(string bad, string field, string words)
    {
        var run = await _place.AnswerAsync([Good, bad, Good], "bounds", "--jsonl");

        Assert.Equal((2, "", 3), (run.ExitCode, run.Error, run.Lines.Length));
        Assert.Equal((GoodAnswer, GoodAnswer), (run.Lines[0], run.Lines[2]));
        var error = JsonElement.Parse(run.Lines[1]).GetProperty("error");
        Assert.Equal(2, error.GetProperty("line").GetInt32());
        var violation = error.GetProperty("violations")[0];
        Assert.Equal(field, violation.GetProperty("field").GetString());
        Assert.Contains(words, violation.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_line_is_told_at_once()
    {
        var run = await _place.AnswerAsync(
            ["""{"noise":{"laplace":{"scale":0}},"p1":2,"p2":-1,"dimension":0,"norms":["0.5",2,2],"x":1}"""],
            "radii", "--jsonl");

        var fields = JsonElement.Parse(run.Lines[0]).GetProperty("error").GetProperty("violations").EnumerateArray()
            .Select(violation => violation.GetProperty("field").GetString());
        Assert.Equal(["noise.laplace.scale", "p1", "p2", "dimension", "norms[0]", "norms[2]", "x"], fields);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line()
    {
        byte[] input = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Good}\n\uFEFF{Good}")];
        var run = await Tool.AnswerAsync(_place.Folder, input, "bounds", "--jsonl");

        Assert.Equal(GoodAnswer, run.Lines[0]);
        Assert.Contains("is not JSON", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_long_and_bytes_that_are_no_text_are_errors_of_their_lines()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good), end = [(byte)'\n'];
        var spaces = Enumerable.Repeat((byte)' ', (16 << 20) + 1);
        byte[] input = [.. good, .. end, .. spaces, .. end, 0xFF, 0xFE, .. end, .. good];
        var run = await Tool.AnswerAsync(_place.Folder, input, "bounds", "--jsonl");

        Assert.Equal((2, 4), (run.ExitCode, run.Lines.Length));
        Assert.Equal((GoodAnswer, GoodAnswer), (run.Lines[0], run.Lines[3]));
        Assert.Contains("longer than 16777216 bytes", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains("is not JSON", run.Lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e-101", false)]
    [InlineData("1e-100", true)]
    [InlineData("1e100", true)]
    [InlineData("1e101", false)]
    [InlineData("0", false)]
    public async Task Widths_of_noise_are_answered_in_their_range(string scale, bool isAnswered)
    {
        var run = await _place.AnswerAsync(
            [
                $"{{\"noise\":{{\"laplace\":{{\"scale\":{scale}}}}},\"p1\":1,\"dimension\":9}}",
                $"{{\"noise\":{{\"gaussian\":{{\"standard_deviation\":{scale}}}}},\"p1\":0.6,\"dimension\":9}}",
            ],
            "radii", "--jsonl");

        Assert.Equal((isAnswered ? 0 : 2, "", 2), (run.ExitCode, run.Error, run.Lines.Length));
        Assert.All(run.Lines, line => Assert.Contains(
            isAnswered ? "neyman_pearson" : "in [1e-100, 1e100]", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_line_there_is_no_answer()
    {
        var run = await _place.AnswerAsync([], "bounds", "--jsonl");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task An_answer_comes_before_the_next_question_is_asked()
    {
        using var tool = Tool.Start(_place.Folder, "bounds", "--jsonl");
        for (var i = 0; i < 3; i++)
        {
            await tool.Input.WriteAsync(Encoding.UTF8.GetBytes(Good + "\n"), TestContext.Current.CancellationToken);
            await tool.Input.FlushAsync(TestContext.Current.CancellationToken);

            Assert.Equal(GoodAnswer, await tool.LineAsync());
        }

        tool.Input.Close();
        Assert.Equal(0, (await tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Many_lines_are_answered_in_their_order()
    {
        var run = await _place.AnswerAsync(
            Enumerable.Range(0, 3000).Select(k => $$"""{"counts":[{{k}},1],"alpha":0.5}"""), "predict", "--jsonl");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(k => k >= 4 ? 0 : -1),
            run.Lines.Select(line => JsonElement.Parse(line).GetProperty("prediction").GetInt32()));
    }

    public void Dispose() => _place.Dispose();
}
