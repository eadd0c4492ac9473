using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Niches;

public sealed class NicheTests
{
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
