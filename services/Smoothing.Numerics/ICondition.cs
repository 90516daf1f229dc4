namespace Smoothing.Numerics;

/// <summary>A condition of a bracket as a structure, which takes no memory of its own.</summary>
internal interface ICondition
{
    /// <summary>Whether it holds at a number.</summary>
    bool Holds(double value);
}
