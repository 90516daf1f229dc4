namespace Smoothing.Sampling.Models;

/// <summary>Meaning of the axes of one input.</summary>
public enum Layout
{
    /// <summary>A vector or an array without channels.</summary>
    Plain = 1,

    /// <summary>Channels, height, width.</summary>
    Chw = 2,

    /// <summary>Height, width, channels.</summary>
    Hwc = 3,
}
