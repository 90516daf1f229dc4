using System.Text;
using System.Text.Json;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonEpochs(TextWriter writer) : IEpochRows
{
    public void Write(EpochReport epoch)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteNumber("loss", epoch.Loss);
            json.WriteNumber("accuracy", epoch.Accuracy);
            if (epoch is { ValidationClean: { } clean, ValidationNoisy: { } noisy })
            {
                json.WriteNumber("validation_clean", clean);
                json.WriteNumber("validation_noisy", noisy);
            }

            json.WriteNumber("learning_rate", epoch.LearningRate);
            json.WriteNumber("seconds", Math.Round(epoch.Seconds, 3));
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        writer.Flush();
    }
}
