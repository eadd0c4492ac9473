using Orleans;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Tissues;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Grains.Tests.Niches;

/// <summary>A silo is lost, and somebody calls what was there: a grain answers that knows nothing.</summary>
public sealed class LostBlockTests
{
    private static readonly CheckpointPlace Checkpoint = new("there", "part-0000-tick-000000000001");

    [Fact]
    public async Task Whoever_holds_no_cells_says_so_whatever_it_is_asked()
    {
        await using var cluster = await Cluster.Of(1);
        var (grains, tissue) = (cluster.Silos.Client, new TissueAddress(new OrganismAddress("run-1", 1_000_000, 0), 0));
        var scenes = new TickScenes(3, Array.Empty<Scene>(), null);
        var niche = grains.GetGrain<INicheGrain>(tissue.Block(0));

        foreach (var block in (ICellBlock[])[niche, grains.GetGrain<ICohortGrain>(tissue.Block(0))])
        {
            await Lost(block.Advance(scenes));
            await Lost(block.Survey(32));
            await Lost(block.Save(Checkpoint));
            await Lost(block.Rows());
            await Lost(block.Express(1));
            await Lost(block.Find(new CellIdentity()));
        }

        await Lost(niche.Give(new(new(Resolution.Niche, 64, false), 3, tissue.Block(1), scenes)));
        await Lost(grains.GetGrain<ITissueGrain>(tissue.Key).Advance(3, null));
        await Lost(grains.GetGrain<ITissueGrain>(tissue.Key).Survey(32));
    }

    [Fact]
    public async Task Machines_of_another_version_take_no_part_in_a_run()
    {
        await using var cluster = await Cluster.Of(1);
        var (grains, tissue) = (cluster.Silos.Client, new TissueAddress(new OrganismAddress("run-1", 1_000_000, 0), 0));
        var carrying = new Carrying(Resolution.Niche, 64, false) { Version = "0.0.1" };

        await Older(grains.GetGrain<ITissueGrain>(tissue.Key).Found(new(carrying)));
        foreach (var block in (ICellBlock[])[grains.GetGrain<INicheGrain>(tissue.Block(0)), grains.GetGrain<ICohortGrain>(tissue.Block(0))])
        {
            await Older(block.Found(new(carrying, 0, 0, 10)));
            await Older(block.Restore(new(carrying, Checkpoint, [], [], 1)));
        }

        static async Task Older(Task asked) =>
            Assert.Contains("the run is carried out by version 0.0.1: give all machines one version", (await Assert.ThrowsAsync<CellsLostException>(() => asked)).Message, StringComparison.Ordinal);
    }

    private static async Task Lost(Task asked) => Assert.Contains("run-1/1000000/0/0", (await Assert.ThrowsAsync<CellsLostException>(() => asked)).Message, StringComparison.Ordinal);
}
