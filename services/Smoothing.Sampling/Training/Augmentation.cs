namespace Smoothing.Sampling.Training;

/// <summary>How an image is changed before noise is added to it.</summary>
public enum Augmentation
{
    /// <summary>Not at all.</summary>
    None = 1,

    /// <summary>Mirrored left to right in every second image.</summary>
    Flip = 2,

    /// <summary>Moved by up to four pixels each way, zeros following (He et al., 2016), and mirrored as well.</summary>
    CropFlip = 3,
}
