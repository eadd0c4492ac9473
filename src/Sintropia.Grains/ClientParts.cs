using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Serialization;
using Sintropia.Grains.Placement;

namespace Sintropia.Grains;

/// <summary>Makes a client of a cluster understand what runs say.</summary>
public static class ClientParts
{
    /// <summary>Adds what every client needs.</summary>
    /// <param name="client">The client.</param>
    public static IClientBuilder AddSintropia(this IClientBuilder client)
    {
        client.Services.TellOwnExceptions();
        client.Services.TryAddSingleton<Machines>();
        return client;
    }

    /// <summary>Lets this project's exceptions through with their message, as those of .NET are: else a caller would hear that they cannot be sent, and not what was wrong.</summary>
    internal static void TellOwnExceptions(this IServiceCollection services) => services.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add(nameof(Sintropia)));
}
