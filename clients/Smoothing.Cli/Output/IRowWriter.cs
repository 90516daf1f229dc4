using Smoothing.Cli.Certifying;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Output;

/// <summary>Writes inputs as they are certified, in their order.</summary>
internal interface IRowWriter
{
    /// <summary>Before the first input.</summary>
    void Begin(Wire.Model model);

    /// <summary>One input. What was written is on its way to disk or pipe when this returns.</summary>
    void Write(CertifiedInput input);
}
