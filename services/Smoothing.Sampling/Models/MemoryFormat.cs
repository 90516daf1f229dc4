namespace Smoothing.Sampling.Models;

/// <summary>Order in which the numbers of a tile and of the weights lie in memory. Kernels, and so the last bits of
/// outputs, depend on it; draws do not.</summary>
public enum MemoryFormat
{
    /// <summary>As the axes are written, the last one running fastest.</summary>
    Contiguous,

    /// <summary>
    /// For inputs of three extents [channel, row, column]: the channels of a pixel side by side, which the convolutions
    /// and poolings of processors prefer.
    /// </summary>
    ChannelsLast,
}
