using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

internal static class ServiceOptionsBinder
{
    /// <summary>
    /// Binds a section, or names every key that is no option, every value of another type, and what is wrong with the
    /// other values.
    /// </summary>
    public static void Bind<T>(T options, IConfigurationSection section)
        where T : class
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var failures = new List<string>();
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
                failures.Add($"{child.Path} is not an option; there are {string.Join(", ", properties.Keys)}");
            else if (Mismatch(child, property) is { } mismatch)
                failures.Add(mismatch);
            else if (child.Value is not null)
                property.SetValue(options, child.Get(property.PropertyType));
        }

        if (failures.Count == 0)
            return;
        failures.AddRange(new ServiceOptionsValidator<T>(section.Path).Validate(null, options).Failures ?? []);
        throw new OptionsValidationException(Options.DefaultName, typeof(T), failures);
    }

    /// <summary>What a value of this property must be, in words, with its range.</summary>
    public static string Expected(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var words = type switch
        {
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => "a number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(TimeSpan) => "a time such as 00:00:05",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ => $"a {type.Name}",
        };
        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{words} in [{range.Minimum}, {range.Maximum}]")
            : words;
    }

    private static string? Mismatch(IConfigurationSection value, PropertyInfo property)
    {
        if (value.Value is null)
            return null;
        try
        {
            _ = value.Get(property.PropertyType);
            return null;
        }
        catch (InvalidOperationException)
        {
            return $"{value.Path} is '{value.Value}': it must be {Expected(property)}";
        }
    }
}
