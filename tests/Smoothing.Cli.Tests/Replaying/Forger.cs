using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Tests.Replaying;

/// <summary>Somebody who writes other counts than were drawn and has them certified: what comes out holds.</summary>
internal sealed class Forger : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly Grpc.Net.Client.GrpcChannel _channel;

    private Forger(WebApplication host) => (_host, _channel) = (host, SmoothingChannel.Open(host.GrpcEndpoint()));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Forger> StartAsync()
    {
        var host = CertifierHost.Create([], new EmbeddedHost());
        await host.StartAsync(Cancelled);
        return new(host);
    }

    /// <summary>The certificate of altered evidence on one line.</summary>
    /// <param name="row">A row of certificates.jsonl.</param>
    /// <param name="alter">What is done to its evidence.</param>
    public async Task<string> RowAsync(string row, Action<Wire.Evidence> alter)
    {
        var evidence = EvidenceOf(row);
        alter(evidence);
        var request = new Wire.CertifyCountsRequest { Evidence = evidence, ErrorProbability = 0.001 };
        var answer = await new Wire.CertifierService.CertifierServiceClient(_channel)
            .CertifyCountsAsync(request, cancellationToken: Cancelled);
        Assert.Empty(CertificateVerification.Findings(answer.Certificate).Items);
        return new JsonObject { ["certificate"] = JsonNode.Parse(WireJson.Write(answer.Certificate)) }.ToJsonString();
    }

    /// <summary>Moves estimation draws from the most frequent class to the next one.</summary>
    public static void Move(Wire.Evidence evidence, long draws)
    {
        var counts = evidence.Estimation[0].Counts[0].Counts;
        var top = counts.MaxBy(one => one.Count)!;
        var next = counts.FirstOrDefault(one => one.Class != top.Class);
        if (next is null)
            counts.Add(next = new() { Class = (top.Class + 1) % evidence.Estimation[0].Source.Classes });
        top.Count -= draws;
        next.Count += draws;
    }

    /// <summary>Splits the estimation draws after those of a shorter run of the same seed.</summary>
    public static void Split(Wire.Evidence evidence, string shorterRow)
    {
        var (all, before) = (evidence.Estimation[0].Counts, EvidenceOf(shorterRow).Estimation[0].Counts[0]);
        var (first, count) = (before.Range.First, before.Range.Count);
        var after = new Wire.ClassCounts
        {
            Range = new() { First = first + count, Count = all[0].Range.Count - count },
            Unusable = all[0].Unusable - before.Unusable,
        };
        foreach (var one in all[0].Counts)
        {
            var left = one.Count - (before.Counts.SingleOrDefault(other => other.Class == one.Class)?.Count ?? 0);
            if (left > 0)
                after.Counts.Add(new Wire.ClassCount { Class = one.Class, Count = left });
        }

        all.Clear();
        all.Add([before, after]);
    }

    /// <summary>Another runtime.</summary>
    public static void Elsewhere(Wire.Evidence evidence)
    {
        foreach (var sample in evidence.Selection.Concat(evidence.Estimation))
            sample.Source.Fingerprint.InstructionSet = "elsewhere";
    }

    private static Wire.Evidence EvidenceOf(string row)
    {
        using var json = JsonDocument.Parse(row);
        return WireJsonReader.Read<Wire.Certificate>(
            json.RootElement.GetProperty("certificate"), (field, reason) => Assert.Fail($"{field} {reason}"))!.Evidence;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}
