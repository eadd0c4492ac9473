using Sintropia.Biology.Chance;

namespace Sintropia.Biology.Tests.Chance;

public sealed class PurposeTests
{
    [Fact]
    public void The_numbers_of_purposes_never_change() => Assert.Equal(
        "Work 1, Survival 2, Outcome 3, OwnPace 4, SharedPace 5, Quiescence 6, DivisionFate 7, Tolerance 8, Fraction 9, Radiation 10, Clearance 11, "
        + "MitoticMemory 12, FounderPhase 13, FounderAge 14, FounderPace 15, Partition 16, FounderResidual 17, ResidualPartition 18",
        string.Join(", ", Enum.GetValues<Purpose>().Take(18).Select(p => $"{p} {(ushort)p}")));
}
