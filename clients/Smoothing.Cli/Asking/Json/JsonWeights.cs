namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads weights of norms from JSON, such as {"2":1,"4":0.5}.</summary>
internal static class JsonWeights
{
    /// <summary>Reads weights; null where one is wrong, which is told.</summary>
    public static IReadOnlyDictionary<double, double>? Read(JsonFields fields)
    {
        var before = fields.Violations.Count;
        var weights = new Dictionary<double, double>();
        foreach (var name in fields.Names)
        {
            var weight = fields.Number(name, value => value > 0, "above 0");
            if (JsonNorms.Parse(name) is not { } norm)
                fields.Violations.Add(name, "is not a norm: a number in [1, 64]");
            else if (!weights.TryAdd(norm, weight))
                fields.Violations.Add(name, "is there twice");
        }

        return fields.Violations.Count > before ? null : weights;
    }
}
