using System.Net;
using Orleans.Configuration;
using Sintropia.Silo.Options;
using SiloOptions = Sintropia.Silo.Options.SiloOptions;

namespace Sintropia.Silo.Hosting;

/// <summary>How silos find each other.</summary>
internal static class Clusters
{
    public static void Join(ISiloBuilder orleans, SiloOptions silo)
    {
        // Three probes in a row are missed before a silo is suspected.
        var probe = TimeSpan.FromSeconds(silo.LostAfterSeconds / 4.0);
        orleans.Configure<ClusterMembershipOptions>(o => (o.ProbeTimeout, o.NumMissedProbesLimit, o.TableRefreshTimeout) = (probe, 3, TimeSpan.FromSeconds(Math.Max(2, silo.LostAfterSeconds))));
        switch (silo.Clustering)
        {
            case Clustering.Localhost:
                orleans.UseLocalhostClustering(silo.SiloPort, silo.GatewayPort, silo.PrimaryPort is { } primary ? new(IPAddress.Loopback, primary) : null, silo.ServiceId, silo.ClusterId);
                break;

            case Clustering.Postgres:
                orleans.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", silo.ConnectionString));
                Listen(orleans, silo);
                break;

            case Clustering.AzureTables:
#if SINTROPIA_AZURE
                Azure.AzureStores.Join(orleans, silo);
                Listen(orleans, silo);
                break;
#else
                throw new NotSupportedException("Silo:Clustering is AzureTables, and this silo was built without Azure. Build it with -p:SintropiaAzure=true, or use postgres.");
#endif
        }
    }

    private static void Listen(ISiloBuilder orleans, SiloOptions silo) => orleans.Configure<EndpointOptions>(o =>
    {
        (o.SiloPort, o.GatewayPort) = (silo.SiloPort, silo.GatewayPort);
        o.SiloListeningEndpoint = new(IPAddress.Any, silo.SiloPort);
        if (silo.GatewayPort != 0) o.GatewayListeningEndpoint = new(IPAddress.Any, silo.GatewayPort);
        if (silo.AdvertisedAddress is { } address)
        {
            o.AdvertisedIPAddress = IPAddress.Parse(address);
            if (IPAddress.IsLoopback(o.AdvertisedIPAddress)) // whoever is told to be found on this machine only listens there only
            {
                o.SiloListeningEndpoint = new(o.AdvertisedIPAddress, silo.SiloPort);
                if (silo.GatewayPort != 0) o.GatewayListeningEndpoint = new(o.AdvertisedIPAddress, silo.GatewayPort);
            }
        }
    });
}
