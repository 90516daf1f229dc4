using Smoothing.Cli.Tests.Verifying;

namespace Smoothing.Cli.Tests.Importing;

/// <summary>`smoothing import`: certificates of counts that another tool made.</summary>
public sealed class ImportTests : IDisposable
{
    private static readonly string[] Noise = ["--noise", "gaussian:0.25", "--dimension", "3072"];

    private readonly Workplace _place = new();

    [Fact]
    public async Task Tables_and_JSON_of_the_same_counts_give_the_same_radii()
    {
        File.WriteAllText(_place["a.csv"], "id,label,selection_counts,counts\n7,2,0 1 99,\"10, 20, 9970\"\n");
        File.WriteAllText(_place["a.tsv"], "id\ttop\tk\tn\r\n\r\n7\t2\t9970\t10000\r\n");
        File.WriteAllText(_place["a.jsonl"], """{"idx":7,"top":2,"counts":[10,20,9970]}""" + "\n");
        File.WriteAllText(_place["a.json"], """
            [
              {"id": "7", "top": 2,
               "counts": [10, 20], "k": 9970, "n": 10000}, {"id": "7", "top": 2, "k": 9970, "n": 10000}
            ]
            """);
        foreach (var file in new[] { "a.csv", "a.tsv", "a.jsonl", "a.json" })
        {
            var run = await ImportAsync(file, "--classes", "3", "--output", $"{file}-run");

            // The first row of the array has counts and k.
            Assert.Equal(file == "a.json" ? 4 : 0, run.ExitCode);
            Assert.StartsWith("7\t", run.Lines[1], StringComparison.Ordinal);
            Assert.Equal("0.6421938791251356", run.Lines[1].Split('\t')[3]);
            var check = await _place.RunAsync("verify", $"{file}-run/certificates.jsonl");
            Assert.Equal(0, check.ExitCode);
            Assert.Equal(File.Exists(_place[$"{file}-run/accuracy.tsv"]), file == "a.csv");
        }
    }

    [Fact]
    public async Task Bad_rows_are_told_with_their_lines_and_the_others_get_their_certificates()
    {
        string[] rows =
        [
            "id,label,selection_counts,top,counts,n", "0,1,0 9,,1 99,", "1,x,0 9,,1 99,", "2,1,,,1 99,",
            "3,1,0 9,1,1 99,", "4,1,0 9,,1 -1,", "5,1,0 9,,1 99 3,", "0,1,0 9,,1 99,", ",1,0 9,,1 99,", "6,1",
            "7,1,\"0 9,,1 99,", "8,1,,2,1 99,", "9,1,0 9,,1 99,99", "10,1,0 9,,,", "11,1,0 9,,a 99,", "",
            "12,0,,1,3 997,1000",
        ];
        File.WriteAllLines(_place["rows.csv"], rows);

        var run = await ImportAsync("rows.csv", "--classes", "2");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(["0", "12"], run.Lines[1..3].Select(line => line.Split('\t')[0]));
        string[] begin =
        [
            "3: label: is \"x\"", "4: evidence.imported.same_draws: clopper_pearson does not bound", "5: top: stands",
            "6: counts[1]: is -1", "7: counts: has 3 classes", "8: id: 0 is on line 2 too", "9: id: is missing",
            "10: has 2 cells; the first line names 6", "11: has a quote that does not end", "12: top: is 2",
            "13: n: is 99", "14: counts: is missing: needed are", "15: counts[0]: is \"a\"",
        ];
        Assert.All(begin, words => Assert.Contains(
            run.Error.Split('\n'), line => line.StartsWith($"rows.csv:{words}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Bad_lines_of_JSON_are_told_with_their_lines()
    {
        string[] rows =
        [
            """{"id":"a","top":0,"k":99,"n":100}""", "{", "[]", """{"id":"b","id":"c"}""",
            """{"id":"d","top":0,"k":101,"n":100}""", """{"id":"e","top":0,"k":9}""", """{"id":"f","k":9,"n":10}""",
            """{"id":"g","top":5,"k":9,"n":10}""",
        ];
        File.WriteAllLines(_place["rows.jsonl"], rows);

        var run = await ImportAsync("rows.jsonl", "--classes", "2", "--json");

        Assert.Equal((4, 1), (run.ExitCode, run.Lines.Length));
        string[] begin =
        [
            "2: is not JSON", "3: is no JSON object", "4: is not JSON", "5: k: is 101", "6: n: is missing",
            "7: top: is missing", "8: top: is 5; it must be a whole number in [0, 1]",
        ];
        Assert.All(begin, words => Assert.Contains(
            run.Error.Split('\n'), line => line.StartsWith($"rows.jsonl:{words}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_table_of_radii_has_no_counts_and_the_error_says_what_is_needed()
    {
        File.WriteAllText(
            _place["radii.tsv"], "idx\tlabel\tpredict\tradius\tcorrect\ttime\n0\t3\t3\t0.378\t1\t15.4\n");

        var run = await ImportAsync("radii.tsv");

        run.RequireLine(2, "radii.tsv is a table of radii; counts cannot be computed from a radius");
        Assert.Contains("selection_counts", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "the columns of the first line, a, b, are not those of counts")]
    [InlineData("id,counts,counts\n1,2,3\n", "names a column twice")]
    [InlineData(" \n\n", "has no rows")]
    [InlineData("id,counts\n", "has no rows")]
    [InlineData("[{\"id\":1}", "is not JSON")]
    [InlineData("[] 1", "is not JSON")]
    public async Task A_file_that_holds_no_counts_is_refused(string text, string words)
    {
        File.WriteAllText(_place["bad"], text);

        var run = await ImportAsync("bad");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_the_same_draws_is_certified_by_bounds_that_cover_it()
    {
        File.WriteAllText(_place["same.csv"], "id,counts\n0,1 999\n");

        var refused = await ImportAsync("same.csv", "--interval", "hoeffding", "--bounds", "3");
        var covered = await ImportAsync("same.csv", "--interval", "hoeffding", "--bounds", "4", "--output", "run");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("hoeffding with at least 4 bounds", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, covered.ExitCode);
        Assert.Equal(0, (await _place.RunAsync("verify", "run/certificates.jsonl")).ExitCode);
    }

    [Theory]
    [InlineData("0.25", "0.17677669529663687")]
    [InlineData("0.3", "0.21213203435596423")]
    public async Task A_normal_law_of_shape_2_is_no_wider_than_the_law_of_the_draws(string scale, string deviation)
    {
        File.WriteAllText(_place["two.csv"], "id,top,k,n\n0,1,999,1000\n");

        var run = await _place.RunAsync(
            "import", "two.csv", "--noise", $"generalized_gaussian:{scale}:2", "--dimension", "3", "--classes", "2",
            "--output", "run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            $"{{\"gaussian\":{{\"standard_deviation\":{deviation}}}}}",
            File.ReadAllText(_place["run/certificates.jsonl"]), StringComparison.Ordinal);
        Assert.Equal(0, (await _place.RunAsync("verify", "run/certificates.jsonl")).ExitCode);
    }

    [Fact]
    public async Task Every_altered_value_is_found()
    {
        File.WriteAllText(_place["a.csv"], "id,selection_counts,counts,n\n7,0 1 99,10 20 960,1000\n");
        await ImportAsync("a.csv", "--output", "run", "--tool", "certify.py", "--interval", "split");
        var altered = Alterations.Of(File.ReadAllLines(_place["run/certificates.jsonl"])[0]);
        File.WriteAllLines(_place["altered.jsonl"], altered);

        var run = await _place.RunAsync("verify", "altered.jsonl", "--json");

        Assert.Equal((6, altered.Count), (run.ExitCode, run.Lines.Length));
        Assert.InRange(altered.Count, 50, 5000);
        // The issuer makes no claim.
        Assert.Equal(2, run.Lines.Count(line => line.Contains("\"valid\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Show_and_plot_say_whose_counts_they_are()
    {
        File.WriteAllText(_place["a.csv"], "id,label,top,k,n\n7,1,1,990,1000\n");
        await ImportAsync("a.csv", "--classes", "3", "--output", "run", "--tool", "certify.py");

        var show = await _place.RunAsync("show", "run/certificates.jsonl");
        var plot = await _place.RunAsync("plot", "run", "--output", "run.svg");

        var text = string.Join(' ', show.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string[] words =
        [
            "counts of certify.py, which are taken as they are stated", "line 2 of the file", "class 1 is given",
            "The counts are those of independent draws of exactly that noise law",
            "The class was fixed before, or chosen by other draws", "Noise that was added in floating point is not",
            "The draws cannot be repeated", "nothing taken off for the rounding of the noise",
        ];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Philox", text, StringComparison.Ordinal);
        Assert.Equal((0, 0), (show.ExitCode, plot.ExitCode));
        Assert.Contains("certify.py", File.ReadAllText(_place["run.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_bytes_that_are_no_text_are_told_and_the_others_get_their_certificates()
    {
        byte[] rows =
        [
            .. """{"id":"\ud800","top":0,"counts":[990,10]}"""u8, .. "\n"u8,
            .. """{"id":"a","\ud800":0,"top":0,"counts":[990,10]}"""u8, .. "\n"u8,
            .. "{\"id\":\""u8, 0xFF, .. "\",\"top\":0,\"counts\":[990,10]}\n"u8,
            .. """{"id":"9","top":0,"counts":[990,10]}"""u8, .. "\n"u8,
        ];
        File.WriteAllBytes(_place["a.jsonl"], rows);

        var run = await ImportAsync("a.jsonl");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("9", Assert.Single(run.Lines[1..], line => line.Length > 0).Split('\t')[0]);
        string[] words = ["a.jsonl:1: id: is missing", "a.jsonl:2: is not JSON", "a.jsonl:3: is not UTF-8"];
        Assert.All(words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_name_cannot_be_read()
    {
        var run = await _place.RunAsync(["import", "", .. Noise]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bounds: is for --interval hoeffding only", "--bounds", "4")]
    [InlineData("--dimension: 0 is not a whole number in [1, 268435456]", "--dimension", "0")]
    [InlineData("--classes: 1 is not a whole number in [2, 1048576]", "--classes", "1")]
    [InlineData("--tool: is not 1 to 200 printable ASCII characters", "--tool", "ä")]
    public async Task Options_out_of_their_range_are_refused(string words, params string[] options)
    {
        var run = await _place.RunAsync(["import", "a.csv", "--noise", "gaussian:0.25",
            .. options[0] == "--dimension" ? [] : Noise[2..], .. options]);

        run.RequireLine(2, words);
    }

    private Task<ToolResult> ImportAsync(string file, params string[] options) =>
        _place.RunAsync(["import", file, .. Noise, .. options]);

    public void Dispose() => _place.Dispose();
}
