using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace Smoothing.Hosting;

/// <summary>
/// Collects what is wrong with a request, to answer all of it at once. It keeps the first 32 violations and counts the
/// others, so that a hostile request cannot make it grow.
/// </summary>
public sealed class Violations
{
    /// <summary>Number of violations that are kept with their description.</summary>
    public const int Kept = 32;

    // A gRPC client may refuse headers above 8 KiB together. In base64 these bytes are 4,6 KiB.
    private const int MaxDetailBytes = 3500;
    private const int MaxFieldLength = 160;
    private const int NoIndex = -1;
    private const int MaxDescriptionLength = 320;

    // Nearly always nothing is wrong, so that paths are put together only where something is.
    private readonly Violations? _parent;
    private readonly string _field;
    private readonly int _index;
    private readonly Sink _sink;

    /// <summary>Nothing is wrong yet.</summary>
    public Violations()
        : this(null, string.Empty, NoIndex, new Sink())
    {
    }

    private Violations(Violations? parent, string field, int index, Sink sink) =>
        (_parent, _field, _index, _sink) = (parent, field, index, sink);

    /// <summary>Number of violations, those that were not kept included.</summary>
    public int Count => _sink.Count;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The first violations, at most <see cref="Kept"/>, with the full path of each field.</summary>
    public IReadOnlyList<FieldViolation> Items => _sink.Items;

    /// <summary>All kept violations in one line, for people. At most 1000 bytes.</summary>
    public string Message => StatusText.Fit(string.Join("; ", Lines()));

    /// <summary>Adds a violation.</summary>
    /// <param name="field">Path in snake_case below that of this collector; empty for that itself.</param>
    /// <param name="description">The value and the allowed range.</param>
    public void Add(string field, string description)
    {
        _sink.Count++;
        if (_sink.Items.Count < Kept)
            _sink.Items.Add(new(
                StatusText.Shorten(Join(field), MaxFieldLength),
                StatusText.Shorten(description, MaxDescriptionLength)));
    }

    /// <summary>A collector for a field of this message; what it collects is in this one too.</summary>
    /// <param name="field">Name of the field in snake_case.</param>
    /// <returns>A collector whose paths start with the field.</returns>
    public Violations Nested(string field) => new(this, field, NoIndex, _sink);

    /// <summary>A collector for an item of a repeated field; what it collects is in this one too.</summary>
    /// <param name="field">Name of the repeated field in snake_case.</param>
    /// <param name="index">Index of the item, 0 or more.</param>
    /// <returns>A collector whose paths start with the item, such as "items[3]".</returns>
    public Violations Nested(string field, int index) => new(this, field, index, _sink);

    /// <summary>Throws when anything is wrong.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with google.rpc.BadRequest.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw RichErrors.InvalidArgument(Message, Detail());
    }

    private BadRequest Detail()
    {
        var detail = new BadRequest();
        var size = 0;
        foreach (var (field, description) in Items)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = field, Description = description };
            size += violation.CalculateSize() + 4;
            if (size > MaxDetailBytes)
                break;
            detail.FieldViolations.Add(violation);
        }

        if (Count > detail.FieldViolations.Count)
            detail.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Description = Others(Count - detail.FieldViolations.Count),
            });
        return detail;
    }

    private IEnumerable<string> Lines()
    {
        var lines = Items.Select(item => $"{item.Field}: {item.Description}");
        return Count > Items.Count ? lines.Append(Others(Count - Items.Count)) : lines;
    }

    private static string Others(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"and {count} more violation{(count == 1 ? "" : "s")}");

    private string Prefix => _parent is null ? string.Empty
        : _index == NoIndex ? _parent.Join(_field)
        : string.Create(CultureInfo.InvariantCulture, $"{_parent.Join(_field)}[{_index}]");

    private string Join(string field) => (Prefix, field) switch
    {
        ("", _) => field,
        (var prefix, "") => prefix,
        var (prefix, _) => $"{prefix}.{field}",
    };

    private sealed class Sink
    {
        public int Count { get; set; }

        public List<FieldViolation> Items => field ??= [];
    }
}
