namespace Smoothing.Certification.Predicting;

/// <summary>What the counts say of the most probable class.</summary>
/// <param name="Class">The class; null for an abstention.</param>
/// <param name="PValue">Two-sided p-value of the two largest counts, rounded up. In [0, 1].</param>
public readonly record struct Prediction(int? Class, double PValue);
