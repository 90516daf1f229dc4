using System.Text.Json.Serialization;

namespace Smoothing.Sampling.Training.Checkpoints;

/// <summary>The head of a checkpoint as JSON.</summary>
[JsonSerializable(typeof(CheckpointHead))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
internal sealed partial class CheckpointJson : JsonSerializerContext;
