using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Placement;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Grains.Tissues;
using Sintropia.Runs.Port;

namespace Sintropia.Grains;

/// <summary>Makes a machine of a cluster carry runs.</summary>
public static class SiloParts
{
    /// <summary>Adds what every machine needs.</summary>
    /// <param name="silo">The machine.</param>
    /// <param name="storage">Where runs and checkpoints are kept.</param>
    /// <param name="batches">How predictors are asked.</param>
    public static ISiloBuilder AddSintropia(this ISiloBuilder silo, RunStorage storage, BatchOptions batches)
    {
        // The usual directory hands entries over piece by piece when a machine joins. A block that is asked for in between is found nowhere and made anew, without cells, and the run falls back to its last checkpoint.
#pragma warning disable ORLEANSEXP003 // called experimental, and there is no other that keeps one activation of a grain while machines come and go
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // What a lost machine had may be made anew at once: epochs and numbered starts tell it from what a machine still does that is wrongly taken for lost.
        silo.Configure<GrainDirectoryOptions>(o => o.RangeLeaseDuration = TimeSpan.Zero);
        silo.AddPlacementDirector<EvenPlacement, EvenPlacementDirector>().AddPlacementDirector<NamedPlacement, NamedPlacementDirector>();
        silo.Services.TellOwnExceptions();
        silo.Services.AddSingleton(storage).AddSingleton(batches).AddSingleton<Bodies>().AddSingleton<Residents>().AddSingleton<Machines>().AddHostedService<RunKeeper>();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<LocalPredictorLoad>();
        silo.Services.TryAddSingleton(services => new Predicting(services.GetRequiredService<IGrainFactory>(), batches, services.GetRequiredService<TimeProvider>()));
        // Machines without the device do not host the class, so that calls go to those that do.
        return batches.Host ? silo : silo.Configure<GrainTypeOptions>(o => o.Classes.ExceptWith([typeof(PredictorGrain), typeof(PredictorLoadGrain)]));
    }

    /// <summary>Keeps cells, and the runs that drive them, off a machine.</summary>
    public static ISiloBuilder HostNoCells(this ISiloBuilder silo) => silo.Configure<GrainTypeOptions>(o =>
        o.Classes.ExceptWith([typeof(NicheGrain), typeof(CohortGrain), typeof(CellGrain), typeof(TissueGrain), typeof(OrganGrain), typeof(OrganismGrain), typeof(RunGrain), typeof(RunRegistryGrain)]));

    /// <summary>Keeps the registry of runs in a folder that the machines share.</summary>
    public static ISiloBuilder AddFolderGrainStorage(this ISiloBuilder silo, string folder)
    {
        silo.Services.AddGrainStorage(GrainStorage.Name, (services, _) => new FolderGrainStorage(folder, services.GetRequiredService<Serializer>()));
        return silo;
    }
}
