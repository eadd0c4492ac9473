using System.Net;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Placement;

namespace Sintropia.Grains.Tests.Placement;

public sealed class EvenPlacementDirectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Blocks_of_a_tissue_are_spread_so_that_no_machine_has_two_more_than_another(int machines)
    {
        var silos = Silos(machines);
        foreach (var blocks in new[] { 1, 2, 5, 12, 100 })
            for (var tissue = 0; tissue < 5; tissue++)
            {
                var places = await Places(silos, tissue, blocks);
                var counts = silos.Select(s => places.Count(p => p.Equals(s))).ToArray();
                Assert.True(counts.Max() - counts.Min() <= 1, $"{blocks} blocks on {machines} machines: {string.Join(", ", counts)}.");
            }
    }

    [Fact]
    public async Task Many_tissues_of_one_block_do_not_all_go_to_one_machine()
    {
        var silos = Silos(3);
        var places = new List<SiloAddress>();
        for (var tissue = 0; tissue < 9; tissue++) places.AddRange(await Places(silos, tissue, 1));

        Assert.All(silos, silo => Assert.Equal(3, places.Count(p => p.Equals(silo))));
    }

    [Fact]
    public async Task Where_a_block_goes_does_not_depend_on_the_order_in_which_machines_are_listed()
    {
        var silos = Silos(4);

        Assert.Equal(await Places(silos, 0, 20), await Places([.. silos.Reverse()], 0, 20));
    }

    private static SiloAddress[] Silos(int count) => [.. Enumerable.Range(0, count).Select(i => SiloAddress.New(IPAddress.Loopback, 11111 + i, 7))];

    private static async Task<SiloAddress[]> Places(SiloAddress[] silos, int tissue, int blocks)
    {
        var (director, address) = (new EvenPlacementDirector(), new TissueAddress(new("run-1", 1_000_000, 0), tissue));
        return await Task.WhenAll(Enumerable.Range(0, blocks).Select(i =>
            director.OnAddActivation(new EvenPlacement(), new(GrainId.Create("niche", address.Block(i)), [], default, 0), new Context([.. silos]))));
    }

    private sealed class Context(SiloAddress[] silos) : IPlacementContext
    {
        public SiloAddress LocalSilo => silos[0];

        public SiloStatus LocalSiloStatus => SiloStatus.Active;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => [.. silos];

        public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) => new Dictionary<ushort, SiloAddress[]> { [0] = silos };
    }
}
