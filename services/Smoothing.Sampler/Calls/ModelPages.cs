using System.Text;
using Smoothing.Hosting;
using Smoothing.Sampling.Models;
using Wire = Smoothing.V1;

namespace Smoothing.Sampler.Calls;

/// <summary>Pages of ListModels. A token is the name of the last model before the page.</summary>
internal static class ModelPages
{
    private const int DefaultSize = 100, SizeLimit = 1000;

    // Labels can be long: a page stays well below the 4 MiB that clients accept.
    private const int BytesLimit = 2 * 1024 * 1024;

    /// <summary>One page of the models that can be sampled.</summary>
    public static Wire.ListModelsResponse Page(ModelRegistry models, Wire.ListModelsRequest request)
    {
        var after = Validate(request);
        var size = request.PageSize == 0 ? DefaultSize : request.PageSize;
        var page = new Wire.ListModelsResponse();
        var bytes = 0;
        foreach (var entry in models.Entries.Where(entry => entry.Refusal is null))
        {
            if (string.CompareOrdinal(entry.Name, after) <= 0)
                continue;
            var model = SamplerMapping.ToWire(entry);
            bytes += model.CalculateSize();
            if (page.Models.Count == size || (bytes > BytesLimit && page.Models.Count > 0))
            {
                page.NextPageToken = Token(page.Models[^1].Name);
                break;
            }

            page.Models.Add(model);
        }

        return page;
    }

    private static string Validate(Wire.ListModelsRequest request)
    {
        var violations = new Violations();
        if (request.PageSize is < 0 or > SizeLimit)
            violations.Add("page_size", $"is {request.PageSize}; it must be in [0, {SizeLimit}]");
        var after = request.PageToken.Length == 0 ? "" : Name(request.PageToken);
        if (after is null)
            violations.Add("page_token", "is not a next_page_token of this service");
        violations.ThrowIfAny();
        return after!;
    }

    private static string Token(string resource) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(resource));

    private static string? Name(string token)
    {
        try
        {
            return ResourceName.Parse(Encoding.UTF8.GetString(Convert.FromHexString(token)), "", new Violations());
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
