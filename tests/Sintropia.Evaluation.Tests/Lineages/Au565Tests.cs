using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Lineages;

/// <summary>Filmed AU565 lineages: 96 h, a frame every 30 min (Mohammadi et al. 2022, Commun Biol 5:1258). The untreated wells.</summary>
public sealed class Au565Tests
{
    internal static readonly LineageColumns Columns = new()
    {
        Cell = "cell",
        Parent = "parent_cell",
        Lineage = ["plate", "well", "file", "lineage"],
        Generation = "generation",
        Birth = "birth_frame",
        End = "end_or_division_frame",
        Fate = "fate",
        HoursPerUnit = 0.5,
        Phases = [new("G1", "g1_frames", "g1_status"), new("S/G2", "sg2_frames", "sg2_status")],
    };

    private static LineageTable Control() => LineageTable.Read(RecordedLineages.Path("data/lineage_au565_mcf10a/au565_lineages.csv"), Columns, RowFilter.Parse("dose == 0"));

    [Fact]
    public void All_untreated_cells_are_read_and_grouped()
    {
        var table = Control();
        Assert.Equal(2803, table.Cells.Count());
        Assert.Equal(1246, table.Cells.Count(c => c.Fate == ObservedFate.Divided));
        Assert.All(table.Cells, c => Assert.Equal(c.Parent is null, c.Generation == 1));
    }

    [Fact] // oracle: NumPy on the same rows
    public void Phase_durations_agree_with_an_independent_reading()
    {
        var table = Control();
        var g1 = KaplanMeier.Of(table.Durations("G1"));
        var sg2 = KaplanMeier.Of(table.Durations("S/G2"));
        Assert.Equal((2453, 1694), (g1.Count, g1.Events));
        Assert.Equal((1886, 1105), (sg2.Count, sg2.Events));
        Assert.Equal([8, 11.5, 15, 21, 33], new[] { 0.05, 0.25, 0.5, 0.75, 0.9 }.Select(g1.Quantile));
        Assert.Equal([16, 19, 21.5, 25, 30], new[] { 0.05, 0.25, 0.5, 0.75, 0.9 }.Select(sg2.Quantile));
        Assert.Equal(0.26486615106072925, g1.Survival(20), 12);
        Assert.Equal(0.6197849077310557, sg2.Survival(20), 12);
        Assert.Equal((37, 39923.5), (table.DeathRate("G1").Events, table.DeathRate("G1").ExposureHours));
        Assert.Equal((11, 36551.5), (table.DeathRate("S/G2").Events, table.DeathRate("S/G2").ExposureHours));
    }

    [Fact]
    public void A_table_of_durations_can_be_built_from_each_phase()
    {
        var table = Control();
        foreach (var phase in new[] { "G1", "S/G2" })
        {
            var curve = KaplanMeier.Of(table.Durations(phase));
            var durations = EmpiricalDurations.From(curve, frameHours: 0.5);
            Assert.Equal(curve.Quantile(0.5), durations.Quantile(0.5), 0.5);
            Assert.InRange(durations.TailProbability, 0.01, 0.05); // the longest were censored
        }
    }
}
