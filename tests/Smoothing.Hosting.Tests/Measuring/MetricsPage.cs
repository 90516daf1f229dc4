using System.Globalization;

namespace Smoothing.Hosting.Tests;

/// <summary>What /metrics shows, in the text format of Prometheus.</summary>
internal sealed class MetricsPage
{
    private readonly List<(string Name, string[] Labels, double Value)> _samples = [];

    private MetricsPage(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (open, close) = (line.IndexOf('{', StringComparison.Ordinal), line.LastIndexOf('}'));
            var value = line[(close + 1)..].TrimStart().Split(' ')[close < 0 ? 1 : 0];
            _samples.Add((
                line[..(close < 0 ? line.IndexOf(' ', StringComparison.Ordinal) : open)],
                close < 0 ? [] : line[(open + 1)..close].Split(','),
                double.Parse(value, CultureInfo.InvariantCulture)));
        }
    }

    public string Text { get; }

    public IEnumerable<string> Names => _samples.Select(sample => sample.Name).Distinct();

    public static async Task<MetricsPage> OfAsync(HttpClient http) => new(
        await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));

    /// <summary>Asks until something is as many as expected: a client may know the end of a call first.</summary>
    public static async Task<MetricsPage> WhenAsync(HttpClient http, Func<MetricsPage, bool> shows)
    {
        while (true)
        {
            var page = await OfAsync(http);
            if (shows(page))
                return page;
        }
    }

    /// <summary>The sum of the samples of a name that have all these labels.</summary>
    public double Sum(string name, params string[] labels) => _samples
        .Where(sample => sample.Name == name && labels.All(label => sample.Labels.Contains(label)))
        .Sum(sample => sample.Value);

    /// <summary>Calls of a method of the probe that were answered with a status.</summary>
    public double Calls(string method, string status) => Sum(
        "rpc_server_call_duration_seconds_count",
        $"rpc_method=\"{ProbeHost.Service}/{method}\"", $"rpc_response_status_code=\"{status}\"");

    public double Calls() => Sum("rpc_server_call_duration_seconds_count");
}
