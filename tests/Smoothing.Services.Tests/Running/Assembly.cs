using Smoothing.Services.Tests.Running;
using Xunit.Sdk;
using Xunit.v3;

// The services are shared, and so are two processors: one test after another.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(SharedServices))]
