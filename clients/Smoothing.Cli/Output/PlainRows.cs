using System.Globalization;
using Smoothing.Cli.Certifying;
using Smoothing.Numerics;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Output;

/// <summary>One line an input, for people.</summary>
internal sealed class PlainRows(TextWriter writer) : IRowWriter
{
    private const int Decimals = 3;

    private Wire.Model? _model;
    private int _width = "predicted".Length;

    public void Begin(Wire.Model model)
    {
        _model = model;
        _width = model.Labels.Append("predicted").Max(label => label.Length);
        writer.WriteLine(Row("input", "label", "predicted", "radius", "", "time"));
    }

    public void Write(CertifiedInput input) => writer.WriteLine(Row(
        input.Index.ToString(CultureInfo.InvariantCulture),
        Name(input.Label),
        input.Predicted == CertifiedInput.None ? "abstains" : Name(input.Predicted),
        input.Predicted == CertifiedInput.None ? "–" : Directed.FlooredText(input.Radius, Decimals),
        input.Label is null || input.Predicted == CertifiedInput.None ? "" : input.Correct ? "right" : "wrong",
        string.Create(CultureInfo.InvariantCulture, $"{input.Time.TotalSeconds:0.00} s")));

    private string Row(string index, string label, string predicted, string radius, string right, string time) =>
        $"{index,5}  {label.PadRight(_width)}  {predicted.PadRight(_width)}  {radius,6}  {right,-5}  {time,8}";

    private string Name(int? label) => label switch
    {
        null => "?",
        { } index when index < _model!.Labels.Count => _model.Labels[index],
        { } index => index.ToString(CultureInfo.InvariantCulture),
    };
}
