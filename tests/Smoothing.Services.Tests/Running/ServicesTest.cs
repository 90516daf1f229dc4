using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Running;

/// <summary>A test that uses the shared services, and fails when they log a warning that it did not declare.</summary>
public abstract class ServicesTest : IDisposable
{
    private readonly SharedServices _shared;

    protected ServicesTest(SharedServices shared)
    {
        _shared = shared;
        _shared.Sampler.Logs.Clear();
        _shared.CertifierLogs.Clear();
    }

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected RunningSampler SamplerHost => _shared.Sampler;

    protected SamplerService.SamplerServiceClient Sampler => _shared.Sampler.Client;

    protected CertifierService.CertifierServiceClient Certifier => _shared.Certifier;

    protected SharedServices Shared => _shared;

    protected CountsReader Reader => new(Sampler, RetryOptions.Default, TimeProvider.System);

    public void Dispose()
    {
        _shared.Sampler.Logs.AssertNothingUnexpected();
        _shared.CertifierLogs.AssertNothingUnexpected();
        GC.SuppressFinalize(this);
    }

    /// <summary>Declares an event of the sampler's log.</summary>
    protected void Expect(string name) => _shared.Sampler.Logs.Expect(name);
}
