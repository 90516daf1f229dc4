namespace Smoothing.Numerics;

/// <summary>A slope as a structure, which takes no memory of its own.</summary>
internal interface ISlope
{
    /// <summary>Of the sign of the derivative at a place.</summary>
    double At(double place);
}
