namespace Smoothing.Draws.Generator;

/// <summary>A counter of four words and a key of two.</summary>
internal readonly record struct PhiloxPoint(uint C0, uint C1, uint C2, uint C3, uint K0, uint K1);
