using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sintropia.Silo.Options;

/// <summary>Binds and checks the options of a silo when its host starts.</summary>
public static class SiloOptionsBinding
{
    /// <summary>Adds <see cref="SiloOptions"/>, <see cref="StorageOptions"/>, <see cref="PredictorOptions"/> and <see cref="TelemetryOptions"/>. A key that no section has stops the host, and so does a value that cannot be.</summary>
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
        services.AddOptions<TOptions>().BindConfiguration(section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().ValidateOnStart();
}
