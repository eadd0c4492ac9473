using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Tests.Lineages;

public sealed class LineageTableTests
{
    private const string Header = "well,lineage,cell,mother,birth,fate,g1,g1_status,sg2,sg2_status\n";

    private static readonly LineageColumns Columns = new()
    {
        Cell = "cell",
        Parent = "mother",
        Lineage = ["well", "lineage"],
        Birth = "birth",
        Fate = "fate",
        HoursPerUnit = 0.5,
        Phases = [new("G1", "g1", "g1_status"), new("S/G2", "sg2", "sg2_status")],
    };

    private static LineageTable Read(string rows, LineageColumns? columns = null, string? where = null, string header = Header) =>
        LineageTable.Parse(header + rows, columns ?? Columns, where is null ? null : RowFilter.Parse(where), "cells.csv");

    private static string Error(string rows, LineageColumns? columns = null, string? where = null, string header = Header) =>
        Assert.Throws<LineageTableException>(() => Read(rows, columns, where, header)).Message;

    [Fact]
    public void Frames_become_hours_and_mothers_become_lineages()
    {
        var table = Read("A3,1,1,0,,divided,30,left_censored,40,observed\nA3,1,2,1,70,divided,20,observed,36,observed\n" +
            "A3,1,3,1,70,censored_in_G1,50,censored,,\nA3,2,1,0,,died_in_G1,9,death,,\n");
        Assert.Equal(["A3|1", "A3|2"], table.Lineages.Select(l => l.Key));
        var daughter = table.Lineages[0].Cells[1];
        Assert.Equal(("2", "1", 2, 35.0, ObservedFate.Divided), (daughter.Id, daughter.Parent, daughter.Generation, daughter.BirthHours!.Value, daughter.Fate));
        Assert.Equal((10.0, 18.0, 28.0), (daughter.Completed("G1"), daughter.Completed("S/G2"), daughter.CycleHours));
        Assert.Equal(2, table.Lineages[0].MotherDaughterPairs.Count);
        Assert.Single(table.Lineages[0].SisterPairs);
    }

    [Fact]
    public void A_phase_whose_start_was_not_seen_says_nothing_about_durations_but_counts_as_exposure()
    {
        var table = Read("A3,1,1,0,,divided,30,left_censored,40,observed\nA3,1,2,1,70,died_in_G1,20,death,,\nA3,1,3,1,70,censored_in_G1,50,censored,,\n");
        Assert.Equal([(10, false), (25, false)], table.Durations("G1").Select(d => (d.Hours, d.Ended)));
        Assert.Equal([(20, true)], table.Durations("S/G2").Select(d => (d.Hours, d.Ended)));
        Assert.Equal((1, 15.0 + 10 + 25), (table.DeathRate("G1").Events, table.DeathRate("G1").ExposureHours));
    }

    [Theory]
    [InlineData("death", "died_in_G1")]
    [InlineData("censored", "censored_in_G1")]
    public void A_founder_was_already_in_her_first_phase_even_if_the_table_only_says_how_it_ended(string status, string fate) =>
        Assert.Empty(Read($"A3,1,1,0,,{fate},30,{status},,\n").Durations("G1"));

    [Fact]
    public void Tabs_quotes_byte_order_marks_and_windows_line_ends_are_read()
    {
        var rows = "\uFEFF" + Header.Replace(',', '\t').Replace("\n", "\r\n") + "\"A\t3\"\t1\t1\t0\t\tdivided\t\"30\"\tobserved\t40\tobserved\r\n\r\n";
        Assert.Equal("A\t3|1", LineageTable.Parse(rows, Columns).Lineages.Single().Key);
    }

    [Fact]
    public void A_missing_column_is_named_with_the_nearest_that_exist()
    {
        var message = Error("", Columns with { Parent = "moter" });
        Assert.Contains("cells.csv:1: There is no column 'moter'. The nearest are 'mother'", message);
    }

    [Theory]
    [InlineData("A3,1,1,0,,divided,3O,observed,40,observed\n", "cells.csv:2: Column 'g1' holds '3O'")]
    [InlineData("\nA3,1,1,0,,divided,-3,observed,40,observed\n", "cells.csv:3: Column 'g1' holds '-3'. A duration cannot be negative")]
    [InlineData("A3,1,1,0,,divided,3,seen,40,observed\n", "Column 'g1_status' holds 'seen'. A status is observed")]
    [InlineData("A3,1,1,0,,split,3,observed,40,observed\n", "Column 'fate' holds 'split'")]
    [InlineData("A3,1,1,0,,divided,,observed,40,observed\n", "G1 is 'observed' but has no duration")]
    [InlineData("A3,1,1,0,,divided,3,observed\n", "cells.csv:2: This row has 8 fields where the header has 10")]
    [InlineData("A3,1,1,0,,divided,3,observed,4,observed\nA3,1,1,0,,divided,3,observed,4,observed\n", "cells.csv:3: Cell '1' of lineage 'A3|1' already stands on line 2")]
    [InlineData("A3,1,2,7,,divided,3,observed,4,observed\n", "cells.csv:2: Cell '2' names '7' as its mother")]
    [InlineData("A3,1,1,2,,divided,3,observed,4,observed\nA3,1,2,1,,divided,3,observed,4,observed\n", "is her own ancestor")]
    [InlineData("A3,1,\"1,0,,divided\n", "cells.csv:2: A quote is opened here and never closed")]
    [InlineData("A3,1,1,0,,divided,1e999,observed,4,observed\n", "1e999")]
    [InlineData("", "has a header and no rows")]
    public void A_bad_row_is_named_by_file_line_and_value(string rows, string expected) => Assert.Contains(expected, Error(rows));

    [Fact]
    public void A_filter_keeps_the_rows_that_fulfil_it_and_names_the_values_when_none_does()
    {
        const string rows = "A3,1,1,0,,divided,3,observed,4,observed\nB1,1,1,0,,divided,3,observed,4,observed\nA5,2,1,0,,divided,3,observed,4,observed\n";
        Assert.Equal(2, Read(rows, where: "well in A3, A5").Lineages.Count);
        Assert.Equal("A5|2", Read(rows, where: "well != B1 and lineage == 2.0").Lineages.Single().Key);
        Assert.Equal(3, Read(rows, where: "lineage >= 1 and lineage < 10").Lineages.Count);
        Assert.Contains("No row fulfils 'well == C9': 'well' holds A3, B1, A5", Error(rows, where: "well == C9"));
        Assert.Contains("nearest are 'well'", Error(rows, where: "wel == A3"));
        Assert.Contains("not a condition", Assert.Throws<FormatException>(() => RowFilter.Parse("well A3")).Message);
    }

    [Fact]
    public void A_phase_without_status_ends_as_the_cell_does()
    {
        const string csv = """
            cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h
            a,,,0,7,au565,dish,control,1,-3,20,divided,0,10,8,4,1
            b,a,0,1,7,au565,dish,control,1,20,35,apoptosis,0,10,5,0,0
            c,a,1,1,7,au565,dish,control,1,20,48,alive,9,10,8,1,
            """;
        var table = LineageTable.Parse(csv, LineageColumns.RunDirectory);
        var cells = table.Cells.ToArray();
        Assert.Equal("control|1|7", table.Lineages.Single().Key);
        Assert.Equal(["G1", "S", "G2", "M"], cells[0].Phases.Select(p => p.Phase));
        Assert.All(cells[0].Phases, p => Assert.True(p.IsComplete));
        Assert.Equal((PhaseEnd.Completed, PhaseEnd.Died), (cells[1].Phase("G1")!.Value.End, cells[1].Phase("S")!.Value.End));
        Assert.Equal((PhaseEnd.Completed, PhaseEnd.Censored), (cells[2].Phase("S")!.Value.End, cells[2].Phase("G2")!.Value.End));

        var merged = LineageTable.Parse(csv, LineageColumns.RunDirectory with { Phases = [new("G1", ["g0_h", "g1_h"]), new("S/G2", ["s_h", "g2_h", "m_h"])] });
        Assert.Equal([(13, true), (5, false), (9, false)], merged.Durations("S/G2").Select(d => ((int)d.Hours, d.Ended)));
    }

    [Fact]
    public void A_map_that_cannot_tell_complete_from_censored_is_refused() =>
        Assert.Contains("Nothing says whether", Error("", Columns with { Fate = null, Phases = [new("G1", "g1")] }));

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.csv", Assert.Throws<LineageTableException>(() => LineageTable.Read("nowhere.csv", Columns)).Message);
}
