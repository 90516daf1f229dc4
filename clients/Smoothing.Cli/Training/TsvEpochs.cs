using System.Globalization;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>A table with tabs; "-" where nothing was measured.</summary>
internal sealed class TsvEpochs(TextWriter writer) : IEpochRows
{
    private const string Header =
        "epoch\tloss\taccuracy\tvalidation_clean\tvalidation_noisy\tlearning_rate\tseconds\n";

    private bool _begun;

    public void Write(EpochReport epoch)
    {
        if (!_begun)
            writer.Write(Header);
        _begun = true;
        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Epoch}\t{epoch.Loss:0.0000}\t{epoch.Accuracy:0.0000}\t{Share(epoch.ValidationClean)}\t")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{Share(epoch.ValidationNoisy)}\t{epoch.LearningRate:0.00E-00}\t{epoch.Seconds:0.0}\n"));
        writer.Flush();
    }

    private static string Share(double? share) => share?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
