using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Niches;

public sealed class NicheTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(24)]
    public void Cells_that_are_born_die_and_are_cleared_within_one_tick_live_to_its_end_like_all_others(double tick)
    {
        // Remains disappear at once, so within a long tick a first daughter can vanish and leave her row to a newborn that has not lived yet.
        var type = Plans.Erlang with
        {
            Hazards = [new(Outcome.Apoptosis, PhaseSet.G1, 0.3)],
            Clearance = new(new FixedDuration(0.1), new FixedDuration(0.1), new FixedDuration(0.1)),
        };
        var plan = Plans.Culture(type, 48, 500);
        var fine = plan.Live(nicheSize: 64).Observe().Tissues[0];
        var coarse = (plan with { Tick = tick }).Live(nicheSize: 64).Observe().Tissues[0];

        Assert.Equal(fine.Cells, coarse.Cells);
        Assert.Equal(fine.Events, coarse.Events);
    }

    [Fact]
    public void A_fingerprint_covers_every_byte_of_a_row_and_both_marks()
    {
        var cell = Plans.Culture(Plans.Rich, 24, 1).Live(5).Census()[0].Cell;
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref cell, 1));
        var seen = new HashSet<UInt128> { Niche.Fingerprint(in cell, new(1, 2)), Niche.Fingerprint(in cell, new(2, 1)), Niche.Fingerprint(in cell, new(1, 3)) };
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.True(seen.Add(Niche.Fingerprint(in cell, new(1, 2))));
            bytes[i] ^= 0x10;
        }

        Assert.Equal(3 + Cell.Bytes, seen.Count);
    }

    [Fact]
    public void A_row_with_its_marks_takes_less_than_128_bytes()
    {
        var organism = Plans.Culture(Plans.Erlang, 48, 5000).Live();

        Assert.InRange(organism.Bytes / (double)organism.Cells, 98, 128);
    }
}
