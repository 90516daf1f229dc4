namespace Smoothing.Certification.Radii;

/// <summary>Numbers with which a radius is checked by evaluating inequalities.</summary>
public abstract record Witness
{
    private protected Witness()
    {
    }
}
