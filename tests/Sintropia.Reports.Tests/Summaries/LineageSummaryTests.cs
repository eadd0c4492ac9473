using Sintropia.Reports.Summaries;

namespace Sintropia.Reports.Tests.Summaries;

public sealed class LineageSummaryTests
{
    private const string Header = "cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h\n";

    private static Payload.LineageView View(string rows, ReportOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path);
        File.WriteAllText(folder["lineage.csv"], Header + rows);
        return RunReport.Summarize(folder.Path, options).Lineage!;
    }

    private static string Cell(string id, string parent, int clone, double birth, double end, string fate, double g1, double s, string condition = "control") =>
        FormattableString.Invariant($"{id},{parent},,0,{clone},line,culture,{condition},1,{birth},{end},{fate},0,{g1},{s},0,0\n");

    private static readonly string Family =
        Cell("a", "", 3, -2, 4, "divided", 4, 2) + Cell("b", "a", 3, 4, 14, "divided", 6, 4) + Cell("c", "a", 3, 4, 9, "apoptosis", 5, 0) + Cell("d", "b", 3, 14, 20, "alive", 6, 0) + Cell("e", "b", 3, 14, 20, "alive", 6, 0);

    [Fact]
    public void Mothers_come_before_daughters_and_are_pointed_at()
    {
        var tree = Assert.Single(Assert.Single(View(Family).Clones).Trees);

        Assert.Equal(["a", "b", "c", "d", "e"], tree.Ids);
        Assert.Equal([-1, 0, 0, 1, 1], tree.Parents);
        Assert.Equal([0.0, 6, 4, 0, 0], tree.PhasesH[1]);
    }

    [Fact]
    public void Durations_come_from_cells_born_in_the_run_that_divided()
    {
        var view = View(Family);

        Assert.Equal((5, 1), (view.Cells, view.Completed)); // the founder began before the run; the others did not finish
        Assert.Equal(["G1", "S", "cycle"], view.Durations.Select(each => each.Phase));
        Assert.Equal(10, view.Durations[2].Series.Single().MeanH);
        Assert.Equal(1, view.Durations[2].Series.Single().Counts.Sum());
    }

    [Fact]
    public void The_same_clone_is_shown_in_every_condition_with_the_reasons_for_choosing_it()
    {
        var view = View(Family + Cell("a", "", 3, -2, 20, "alive", 22, 0, "drug"));

        var clone = Assert.Single(view.Clones);
        Assert.Equal(["control", "drug"], clone.Trees.Select(tree => tree.Condition));
        Assert.Contains("most deaths, control", clone.Reasons);
    }

    [Fact]
    public void A_tree_too_large_to_draw_keeps_its_first_cells_and_says_how_many_are_missing()
    {
        var tree = View(Family, new() { MaximumTreeCells = 3 }).Clones.Single().Trees.Single();

        Assert.Equal(["a", "b", "c"], tree.Ids);
        Assert.Equal(2, tree.Omitted);
    }

    [Fact]
    public void Every_completed_cell_of_a_culture_is_counted_in_a_bin()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 16);

        var durations = RunReport.Summarize(folder.Path).Lineage!.Durations;

        Assert.Equal(["G0", "G1", "S", "G2", "M", "cycle"], durations.Select(each => each.Phase));
        Assert.All(durations, histogram => Assert.All(histogram.Series, series => Assert.InRange(series.Counts.Sum(), series.Cells - 2 - (series.Cells / 400), series.Cells)));
        Assert.InRange(durations[2].Series[0].MeanH, 7.5, 8.5); // S takes 8 h in the sample
    }

    [Fact]
    public void Without_lineage_there_is_none()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 4, lineage: false);

        Assert.Null(RunReport.Summarize(folder.Path).Lineage);
    }

    [Fact]
    public void A_condition_that_begins_between_the_two_readings_is_left_for_the_next_report()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["lineage.csv"], Header + Family);
        var growing = new ConditionsOfGrowingRun(["control", "drug"], () => File.AppendAllText(folder["lineage.csv"], Cell("a", "", 3, -2, 20, "alive", 22, 0, "drug")));

        var clone = Assert.Single(LineageSummary.Read(folder.Path, growing, "control", new(), [])!.Clones);

        Assert.Equal(["control"], clone.Trees.Select(tree => tree.Condition));
    }

    /// <summary>Names that are asked for after the first reading of the lineage, when the run writes on.</summary>
    private sealed class ConditionsOfGrowingRun(string[] names, Action writes) : IReadOnlyList<string>
    {
        private Action? _writes = writes;

        public int Count => names.Length;

        public string this[int index] => names[index];

        public IEnumerator<string> GetEnumerator()
        {
            Interlocked.Exchange(ref _writes, null)?.Invoke();
            return names.AsEnumerable().GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
