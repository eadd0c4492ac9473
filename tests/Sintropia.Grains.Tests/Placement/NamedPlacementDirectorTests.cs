using System.Net;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Sintropia.Grains.Placement;

namespace Sintropia.Grains.Tests.Placement;

public sealed class NamedPlacementDirectorTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(0, 4).Select(i => SiloAddress.New(IPAddress.Loopback, 11111 + i, 7))];

    [Fact]
    public async Task A_grain_is_on_the_machine_that_its_key_names()
    {
        foreach (var silo in Silos) Assert.Equal(silo, await Place(silo));
    }

    [Fact]
    public async Task No_other_machine_stands_in_for_one_that_is_gone()
    {
        var before = SiloAddress.New(Silos[0].Endpoint, 6); // the same place, before it was started again

        Assert.Contains("not among those", (await Assert.ThrowsAsync<OrleansException>(() => Place(before))).Message);
    }

    private static Task<SiloAddress> Place(SiloAddress named) =>
        new NamedPlacementDirector().OnAddActivation(new NamedPlacement(), new(GrainId.Create("predictor-load", named.ToParsableString()), [], default, 0), new Context());

    private sealed class Context : IPlacementContext
    {
        public SiloAddress LocalSilo => Silos[0];

        public SiloStatus LocalSiloStatus => SiloStatus.Active;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => [.. Silos];

        public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) => new Dictionary<ushort, SiloAddress[]> { [0] = Silos };
    }
}
