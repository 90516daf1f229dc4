namespace Smoothing.Draws.Identity;

/// <summary>Precision of a forward pass.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Binary32 = 1,

    /// <summary>bfloat16.</summary>
    BFloat16 = 2,
}
