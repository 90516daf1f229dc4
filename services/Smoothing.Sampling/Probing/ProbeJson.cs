using System.Text.Json.Serialization;

namespace Smoothing.Sampling.Probing;

/// <summary>How a probe and its parent talk: one line of JSON each way.</summary>
[JsonSerializable(typeof(ProbeRequest))]
[JsonSerializable(typeof(ProbeAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class ProbeJson : JsonSerializerContext;
