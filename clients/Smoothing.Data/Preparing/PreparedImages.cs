namespace Smoothing.Data.Preparing;

/// <summary>Images of another set, resized and cropped as they are read.</summary>
internal sealed class PreparedImages : IImageSet
{
    private readonly IImageSet _images;
    private readonly Preparation _preparation;

    /// <summary>Prepares images; takes ownership of the set when it returns.</summary>
    public PreparedImages(IImageSet images, Preparation preparation)
    {
        (_images, _preparation) = (images, preparation);
        Shape = preparation.ShapeOf(images.Name, images.Shape);
    }

    public string Name => _images.Name;

    public ImageShape Shape { get; }

    public int Count => _images.Count;

    public bool HasLabels => _images.HasLabels;

    public IReadOnlyList<string> ClassNames => _images.ClassNames;

    public LabelledImage this[int index]
    {
        get
        {
            var image = _images[index];
            return image with { Shape = Shape, Levels = _preparation.Apply(Name, image.Shape, image.Levels) };
        }
    }

    public int? LabelOf(int index) => _images.LabelOf(index);

    public void Dispose() => _images.Dispose();
}
