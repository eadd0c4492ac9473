using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Scenarios.Tests.Sections;

public sealed class LineageFilesTests
{
    private const string Columns = "columns: { cell: cell, parent: parent, generation: generation, lineage: lineage, G1: { duration: g1_frames, status: g1_status }, S: { duration: sg2m_frames, status: sg2m_status } }";
    private static readonly string Folder = Path.Combine(Repository.Root, "examples", "data");

    [Fact]
    public void Laws_of_a_table_come_back_as_the_script_that_made_it_knows_them()
    {
        var type = Read($"from: lineages.csv, frame: 30 min, inherit: true, deaths: true, {Columns}").CellTypes[0].Law;

        Assert.Equal([Phase.G1, Phase.S], type.Cycle!.PhaseDurations.Select(p => p.Phase));
        Assert.All(type.Cycle.PhaseDurations, p => Assert.Equal(12, Assert.IsType<EmpiricalDuration>(p.Law).Mean, 0.75));
        Assert.All([type.EarlyPace!, type.LatePace!], pace =>
        {
            Assert.Equal(PaceReading.Rank, pace.Reading);
            Assert.Equal(0.3, pace.MotherDaughter, 0.1);
            Assert.Equal(0.6, pace.Sisters, 0.1);
        });
        Assert.Equal(2, type.Hazards.Count);
        Assert.All(type.Hazards, h => Assert.Equal((Outcome.Apoptosis, 0.002), (h.Outcome, Math.Round(h.Rate, 3))));
    }

    [Fact]
    public void Inheritance_and_deaths_come_only_when_asked_for()
    {
        var type = Read($"from: lineages.csv, frame: 30 min, {Columns}").CellTypes[0].Law;

        Assert.Null(type.EarlyPace);
        Assert.Null(type.LatePace);
        Assert.Empty(type.Hazards);
    }

    [Fact]
    public void A_phase_given_beside_the_table_wins() =>
        Assert.Equal(new FixedDuration(9), Read($"from: lineages.csv, frame: 30 min, S: 9 h, {Columns}").CellTypes[0].Law.Cycle!.Law(Phase.S));

    [Fact]
    public void The_assumptions_say_how_much_a_curve_rests_on()
    {
        var scenario = Read($"from: lineages.csv, frame: 30 min, inherit: true, {Columns}");

        var curve = Assert.Single(scenario.Assumptions, a => a.Subject == "line.G1" && a.What.Contains("Kaplan-Meier", StringComparison.Ordinal));
        Assert.Equal("lineages.csv", curve.Source);
        Assert.Matches(@"^\d+ durations, \d+ seen to end", curve.Note);
        Assert.Equal(64, Assert.Single(scenario.Sources).Sha256.Length);
    }

    [Theory]
    [InlineData("from: lineages.csv", "There is no column 'cell_id'")]
    [InlineData("from: lineages.csv, where: plate", "is not a condition on rows")]
    [InlineData("from: lineages.csv, where: lineage == 999, " + Columns, "No row fulfils")]
    [InlineData("from: lineages.csv, where: lineage == 1, inherit: true, " + Columns, "correlations need 20 of each")]
    [InlineData("from: lineages.csv, columns: { cell: cell, parent: parent, lineage: lineage, G1: g1_frames }", "complete or cut short")]
    [InlineData("from: lineages.csv, columns: { cell: cell, parent: parent, lineage: lineage, fate: x }", "names no phase")]
    [InlineData("from: lineages.csv, columns: { cell: cell, parent: parent, lineage: lineage, G1: { duration: g1_hours, status: g1_status } }", "The nearest are 'g1_frames'")]
    [InlineData("from: README.md, " + Columns, "This row has 2 fields")]
    [InlineData("from: none.csv", "There is no file 'none.csv'")]
    [InlineData("from: ../first-culture.yaml", "--allow-outside")]
    [InlineData("G1: 8 h, inherit: true", "this cycle has no 'from'")]
    public void A_table_that_does_not_fit_says_why(string cycle, string why)
    {
        var problems = Assert.Throws<ScenarioException>(() => Read(cycle)).Problems;

        Assert.Contains(problems, p => p.What.Contains(why, StringComparison.Ordinal) && p.Line == 7);
    }

    [Fact]
    public void Recorded_lineages_of_AU565_give_the_durations_that_their_authors_saw()
    {
        var folder = Repository.RecordedLineages();
        var scenario = Read("from: au565_lineages.csv, where: dose == 0, frame: 30 min, inherit: true, deaths: true, columns: { cell: cell, parent: parent_cell, generation: generation, lineage: [plate, well, file, lineage], "
            + "G1: { duration: g1_frames, status: g1_status }, S: { duration: sg2_frames, status: sg2_status } }", folder);

        // Observed means are 15.6 and 21 h (README of the data) and short, for the film cuts long phases off; curves that count those are longer.
        var type = scenario.CellTypes[0].Law;
        Assert.InRange(type.Cycle!.Law(Phase.G1).Mean, 15.6, 30);
        Assert.InRange(type.Cycle.Law(Phase.S).Mean, 20, 35);
        Assert.InRange(type.EarlyPace!.Sisters, 0.3, 0.95);
    }

    private static Scenario Read(string cycle, string? folder = null) =>
        ScenarioFile.Parse(Valid.With("cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }", $"cycle: {{ {cycle} }}"), "test.yaml", new() { Folder = folder ?? Folder });
}
