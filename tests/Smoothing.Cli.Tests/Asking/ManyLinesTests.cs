using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>Many lines of questions, in a heap that would not hold them.</summary>
public sealed class ManyLinesTests : IDisposable
{
    private const int Number = 20_000, BadEvery = 7, LineBytes = 4096;
    private const long HeapBytes = 32 << 20;

    private readonly Workplace _place = new();

    [Fact]
    public async Task Every_line_has_its_own_answer_in_order_and_memory_does_not_grow()
    {
        Assert.True((long)Number * LineBytes > 2 * HeapBytes);
        using var tool = Tool.StartInHeap(_place.Folder, HeapBytes, "bounds", "--jsonl");
        var writing = WriteAsync(tool.Input);
        for (var i = 0; i < Number; i++)
        {
            using var answer = JsonDocument.Parse(await tool.LineAsync());
            if (IsBad(i))
            {
                var error = answer.RootElement.GetProperty("error");
                Assert.Equal(i + 1, error.GetProperty("line").GetInt32());
            }
            else
            {
                // With one draw the lower bound is the error, which is the question's own, rounded down.
                Assert.InRange(
                    answer.RootElement.GetProperty("lower").GetDouble(), Error(i) * (1 - 1e-12), Error(i));
            }
        }

        await writing;
        var end = await tool.EndAsync();
        Assert.Equal((2, "", ""), (end.ExitCode, end.Output, end.Error));
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_the_answers_any_more()
    {
        using var tool = Tool.Start(_place.Folder, "bounds", "--jsonl");
        var question = Encoding.ASCII.GetBytes("{\"k\":1,\"n\":1,\"alpha\":0.5}\n");
        await tool.Input.WriteAsync(question, TestContext.Current.CancellationToken);
        await tool.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"lower\":", await tool.LineAsync(), StringComparison.Ordinal);

        var (exitCode, error) = await tool.EndUnreadAsync(question);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("the results cannot be written: ", error, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(Stream input)
    {
        await using var stream = input;
        for (var i = 0; i < Number; i++)
        {
            var question = IsBad(i)
                ? "{\"k\":1,"
                : string.Create(CultureInfo.InvariantCulture, $"{{\"k\":1,\"n\":1,\"alpha\":{Error(i):R}}}");
            var line = question.PadRight(LineBytes - 1) + "\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line), TestContext.Current.CancellationToken);
        }
    }

    private static bool IsBad(int index) => index % BadEvery == BadEvery - 1;

    // Multiples of 2^-16.
    private static double Error(int index) => Math.ScaleB(index + 1, -16);

    public void Dispose() => _place.Dispose();
}
