using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sintropia.Silo.Options;
using Sintropia.Telemetry;

namespace Sintropia.Deployment.Tests.Options;

/// <summary>The options of a silo, bound from environment variables the way its host binds them, and checked the way it checks them at start.</summary>
internal sealed record Bound(SiloOptions Silo, StorageOptions Storage, PredictorOptions Predictor, TelemetryOptions Telemetry)
{
    /// <summary>Starts as a host would with these variables, written as <c>Silo__Roles</c>.</summary>
    public static Bound From(params (string Name, string Value)[] variables) => From(variables.ToDictionary(v => v.Name, v => v.Value));

    /// <inheritdoc cref="From((string, string)[])"/>
    public static Bound From(IReadOnlyDictionary<string, string> variables)
    {
        using var services = new ServiceCollection()
            .AddSingleton(Configuration(variables))
            .AddSiloOptions()
            .BuildServiceProvider();

        services.GetRequiredService<IStartupValidator>().Validate();
        return new(Get<SiloOptions>(), Get<StorageOptions>(), Get<PredictorOptions>(), Get<TelemetryOptions>());

        T Get<T>()
            where T : class => services.GetRequiredService<IOptions<T>>().Value;
    }

    /// <summary>The settings of a host with these variables.</summary>
    public static IConfiguration Configuration(IReadOnlyDictionary<string, string> variables) =>
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value))).Build();

    /// <summary>What the host says when it does not start.</summary>
    public static string Refused(params (string Name, string Value)[] variables)
    {
        var refused = Assert.ThrowsAny<Exception>(() => From(variables));
        return string.Join("\n", Chain(refused).Select(e => e.Message));
    }

    /// <summary>An exception with all that caused it.</summary>
    public static IEnumerable<Exception> Chain(Exception? at)
    {
        for (; at is not null; at = at.InnerException) yield return at;
    }
}
