using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sintropia.Telemetry;

namespace Sintropia.Silo.Options;

/// <summary>Binds and checks the options of a silo when its host starts.</summary>
public static class SiloOptionsBinding
{
    /// <summary>Adds <see cref="SiloOptions"/>, <see cref="StorageOptions"/>, <see cref="PredictorOptions"/> and <see cref="TelemetryOptions"/>. A key that no section has stops the host, and so does a value that cannot be:
    /// with an <see cref="OptionsValidationException"/>, whose failures say what to do.</summary>
    public static IServiceCollection AddSiloOptions(this IServiceCollection services)
    {
        services.AddSection<SiloOptions>(SiloOptions.Section);
        services.AddSection<StorageOptions>(StorageOptions.Section);
        services.AddSection<PredictorOptions>(PredictorOptions.Section);
        services.AddSection<TelemetryOptions>(TelemetryOptions.Section);
        return services.AddSingleton<IValidateOptions<SiloOptions>, SiloAgreement>();
    }

    private static void AddSection<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Configure<IConfiguration>((options, all) => Bind(options, section, all.GetSection(section))).ValidateDataAnnotations().ValidateOnStart();

    /// <summary>Sets what a section says.</summary>
    /// <exception cref="OptionsValidationException">It has a key that is no setting, or a value that cannot be.</exception>
    internal static void Bind<TOptions>(TOptions options, string section, IConfiguration configuration)
        where TOptions : class
    {
        var known = typeof(TOptions).GetProperties().Select(p => p.Name).ToList();
        var unknown = configuration.GetChildren().Select(c => c.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
            throw Refused(unknown.Select(key => $"{section}:{key} is no setting. Correct it or leave it out; {section} has {string.Join(", ", known)}."));

        var deep = configuration.GetChildren().Where(c => c.GetChildren().Any()).Select(c => c.Key).ToList();
        if (deep.Count > 0) throw Refused(deep.Select(key => $"{section}:{key} is a value, and something is set below it. Write {section}__{key}=VALUE."));

        try
        {
            configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw Refused([wrong.InnerException is FormatException { InnerException: null } or ArgumentException ? $"{wrong.Message} {wrong.InnerException.Message}" : wrong.Message]);
        }

        static OptionsValidationException Refused(IEnumerable<string> failures) => new(Microsoft.Extensions.Options.Options.DefaultName, typeof(TOptions), failures);
    }
}
