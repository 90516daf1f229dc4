using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

internal sealed class ServiceOptionsValidator<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var failures = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => property.GetCustomAttributes<ValidationAttribute>()
                .Select(attribute => Failure(options, property, attribute)))
            .OfType<string>()
            .ToList();
        if (options is IValidatableObject validatable)
            failures.AddRange(validatable.Validate(new ValidationContext(options)).Select(Failure));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private string? Failure(T options, PropertyInfo property, ValidationAttribute attribute)
    {
        var value = property.GetValue(options);
        var context = new ValidationContext(options) { MemberName = property.Name };
        if (attribute.GetValidationResult(value, context) is not { } failure)
            return null;
        return attribute is RangeAttribute or EnumDataTypeAttribute
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{section}:{property.Name} is {value}: it must be {ServiceOptionsBinder.Expected(property)}")
            : string.Create(
                CultureInfo.InvariantCulture, $"{section}:{property.Name} is '{value}': {failure.ErrorMessage}");
    }

    private string Failure(ValidationResult failure) =>
        $"{section}:{failure.MemberNames.FirstOrDefault()} {failure.ErrorMessage}";
}
