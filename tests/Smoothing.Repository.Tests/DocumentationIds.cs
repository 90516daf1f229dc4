using System.Reflection;

namespace Smoothing.Repository.Tests;

/// <summary>Ids of types, methods and properties as documentation and analyzers write them.</summary>
internal static class DocumentationIds
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The ids of a type and of its own public members. Generic methods are left out.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        var name = Name(type);
        yield return $"T:{name}";
        foreach (var method in type.GetMethods(Own).Where(method => !method.IsGenericMethod))
            yield return $"M:{name}.{method.Name}{Parameters(method)}";
        foreach (var property in type.GetProperties(Own))
            yield return $"P:{name}.{property.Name}";
    }

    private static string Parameters(MethodInfo method) => method.GetParameters() is { Length: > 0 } parameters
        ? $"({string.Join(',', parameters.Select(parameter => Name(parameter.ParameterType)))})"
        : "";

    // Nested types are written with a dot; the names of generic arguments do not matter here.
    private static string Name(Type type) => (type.FullName ?? type.Name).Replace('+', '.');
}
