namespace Smoothing.Sampling.Checks;

/// <summary>What a check of a model came to.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing was found.</summary>
    Passed = 1,

    /// <summary>The model can be sampled; the operator should look at what was found.</summary>
    Warned = 2,

    /// <summary>The model is refused.</summary>
    Failed = 3,

    /// <summary>The check was not made; the finding says why.</summary>
    NotRun = 4,
}
