using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

/// <summary>Registers options that are refused by name, value and range.</summary>
public static class ServiceOptionsExtensions
{
    /// <summary>
    /// Binds a section to options and validates their data annotations and <c>IValidatableObject</c> before the service
    /// starts. Unknown names, values of another type and values out of range are refused, each by name and value.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">Name of the configuration section.</param>
    /// <param name="defaults">Changes of the default values, before the configuration is applied.</param>
    /// <typeparam name="T">The options. Every public property that can be set is one option.</typeparam>
    /// <returns>The builder of the options, for further validation.</returns>
    public static OptionsBuilder<T> AddServiceOptions<T>(
        this IServiceCollection services, string section, Action<T>? defaults = null)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new ServiceOptionsValidator<T>(section));
        return services.AddOptions<T>()
            .Configure(options => defaults?.Invoke(options))
            .Configure<IConfiguration>((options, configuration) =>
                ServiceOptionsBinder.Bind(options, configuration.GetSection(section)))
            .ValidateOnStart();
    }
}
