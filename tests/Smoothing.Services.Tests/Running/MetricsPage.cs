using System.Globalization;
using System.Text.RegularExpressions;

namespace Smoothing.Services.Tests.Running;

/// <summary>What /metrics of a service shows.</summary>
internal sealed partial class MetricsPage
{
    private readonly List<(string Name, string Labels, double Value)> _samples;

    private MetricsPage(string text) => _samples =
    [
        .. Sample().Matches(text).Select(match => (
            match.Groups["name"].Value,
            match.Groups["labels"].Value,
            double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture))),
    ];

    public static async Task<MetricsPage> OfAsync(Uri service)
    {
        using var http = new HttpClient { BaseAddress = service };
        return new(await http.GetStringAsync(
            new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    /// <summary>Asks until a sum is at least as large: a client may know the end of a call before the page does.
    /// </summary>
    public static async Task<MetricsPage> WhenAsync(Uri service, double least, string name, params string[] labels)
    {
        while (true)
        {
            var page = await OfAsync(service);
            if (page.Sum(name, labels) >= least)
                return page;
        }
    }

    /// <summary>The sum of the samples of a name that have all these labels, such as model="a".</summary>
    public double Sum(string name, params string[] labels) => _samples
        .Where(sample => sample.Name == name && labels.All(sample.Labels.Contains))
        .Sum(sample => sample.Value);

    [GeneratedRegex(@"^(?<name>\w+)(\{(?<labels>.*)\})? (?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
