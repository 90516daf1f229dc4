using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Smoothing.Cli.Asking;
using Smoothing.Cli.Output;
using Smoothing.Cli.Plotting;
using Smoothing.Hosting;

namespace Smoothing.Cli.Commands;

/// <summary>A command that answers a question from the numbers in it: one by options, or one a line of JSON.</summary>
internal sealed class QuestionCommand
{
    private const int FlushAt = 1 << 16;

    private readonly Question _question;
    private readonly Asking.Options _options;

    private readonly Option<bool> _json = new("--json")
    {
        Description = "the answer as a JSON object, with numbers as shortest decimals that read back as the same "
            + "binary64",
    };

    private readonly Option<bool> _lines = new("--jsonl")
    {
        Description = "questions from standard input, a JSON object a line, with these options as fields "
            + "(one_minus_p1 for --one-minus-p1); one answer a line in their order, "
            + "{\"error\":{\"line\",\"violations\"}} for a line that is wrong. It ends with 0 when every line was "
            + "answered, and with 2 otherwise",
    };

    private readonly Option<string?> _picture = new("--output")
    {
        HelpName = "FILE",
        Description = "picture of the answer, FILE.svg or FILE.png; an old one is replaced",
    };

    private QuestionCommand(Question question) =>
        (_question, _options) = (question, new Asking.Options(question.Parameters));

    /// <summary>Makes the command of a question.</summary>
    public static Command Create(Question question)
    {
        var command = new Command(question.Name, question.Description);
        var options = new QuestionCommand(question);
        options._options.AddTo(command);
        command.Options.Add(options._json);
        command.Options.Add(options._lines);
        if (question is IPicturedQuestion)
        {
            command.Options.Add(options._picture);
            options._picture.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !Pictures.IsPicture(token.Value))
                    result.AddError($"--output: {token.Value} is not a file that ends in .svg or .png");
            });
        }

        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!parsed.GetValue(_lines))
            return Once(parsed);
        if (_options.AreIn(parsed) || parsed.GetResult(_picture) is not null)
        {
            throw new CommandException(
                ExitCode.Usage, "--jsonl: the questions are read from standard input; leave the other options out");
        }

        return await LinesAsync(cancellation);
    }

    private int Once(ParseResult parsed)
    {
        var violations = new Violations();
        var question = Encoding.UTF8.GetBytes(_options.ToJson(parsed).ToJsonString());
        if (new Answers(_question).Of(question, violations) is not { } answer)
        {
            throw new CommandException(ExitCode.Usage, string.Join(
                Environment.NewLine, violations.Items.Select(item => $"{OptionOf(item.Field)}: {item.Description}")));
        }

        if (_question is IPicturedQuestion pictured && parsed.GetValue(_picture) is { } path)
            Draw(pictured, path, question, answer);
        if (parsed.GetValue(_json))
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(answer));
        }
        else
        {
            using var document = JsonDocument.Parse(answer);
            _question.Show(document.RootElement, Console.Out);
        }

        return ExitCode.Ok;
    }

    private static void Draw(IPicturedQuestion pictured, string path, byte[] question, byte[] answer)
    {
        using var asked = JsonDocument.Parse(question);
        using var answered = JsonDocument.Parse(answer);
        try
        {
            Pictures.Write(path, pictured.Draw(asked.RootElement, answered.RootElement));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage, $"--output: {path} cannot be written: {exception.Message}", exception);
        }
    }

    private async Task<int> LinesAsync(CancellationToken cancellation)
    {
        await using var input = Console.OpenStandardInput();
        await using var output = StandardOutput.Open();
        var (answers, buffer) = (new Answers(_question), new ArrayBufferWriter<byte>(2 * FlushAt));
        var (number, all) = (0L, true);
        await foreach (var line in Lines.ReadAsync(input, Lines.Most, Flush, cancellation))
        {
            all &= answers.Write(++number, line, buffer);
            if (buffer.WrittenCount >= FlushAt)
                Flush();
        }

        Flush();
        return all ? ExitCode.Ok : ExitCode.Usage;

        void Flush()
        {
            output.Write(buffer.WrittenSpan);
            output.Flush();
            buffer.ResetWrittenCount();
        }
    }

    // noise.laplace.scale is of --noise.
    private static string OptionOf(string field)
    {
        var end = field.IndexOfAny(['.', '[']);
        return $"--{(end < 0 ? field : field[..end]).Replace('_', '-')}";
    }
}
