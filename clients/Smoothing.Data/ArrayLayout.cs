namespace Smoothing.Data;

/// <summary>Order of the axes of an array of images.</summary>
public enum ArrayLayout
{
    /// <summary>Image, channel, row, column: PyTorch's.</summary>
    Nchw,

    /// <summary>Image, row, column, channel: that of TensorFlow and of image files.</summary>
    Nhwc,
}
