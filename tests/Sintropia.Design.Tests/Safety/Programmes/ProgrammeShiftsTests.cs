using Sintropia.Design.Safety.Programmes;

namespace Sintropia.Design.Tests.Safety.Programmes;

public sealed class ProgrammeShiftsTests
{
    private static double Uniform(int a, int b, int c)
    {
        var z = unchecked((ulong)(a * 7919 + b * 104_729 + c * 1_299_709 + 23) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * Math.Pow(2, -53);
    }

    private static double[][] Cells(int state, int count, Func<int, double> change) => [.. Enumerable.Range(0, count).Select(c => Enumerable.Range(0, 400).Select(g => 3 * Uniform(0, g, 1) + Uniform(c, g, 2 + state) + change(g)).ToArray())];

    [Fact]
    public void A_programme_that_shifts_is_found_and_others_are_not()
    {
        var before = Cells(0, 60, _ => 0);
        var after = Cells(1, 50, g => g < 20 ? 0.3 : 0);
        (string, int[])[] programmes = [("shifted", [.. Enumerable.Range(0, 20)]), .. Enumerable.Range(1, 19).Select(s => ($"other {s}", Enumerable.Range(20 * s, 20).ToArray()))];
        var shifts = ProgrammeShifts.Of("drug", "line", before, after, programmes, 1000, 1);

        Assert.Equal(1 / 1001.0, shifts[0].P, 12);
        Assert.InRange(0.3, shifts[0].Shift.Low - 0.05, shifts[0].Shift.High + 0.05);
        Assert.InRange(shifts.Skip(1).Count(s => s.P < 0.05), 0, 4); // 0.95 of 19 are expected
    }

    [Fact]
    public void A_change_of_everything_is_no_shift_of_a_programme()
    {
        var shifts = ProgrammeShifts.Of("drug", "", Cells(0, 60, _ => 0), Cells(1, 60, _ => 0.5), [("any", [.. Enumerable.Range(0, 30)])], 1000, 1);

        Assert.True(shifts[0].P > 0.05);
        Assert.InRange(shifts[0].Shift.Estimate, 0.4, 0.6);
    }

    [Fact]
    public void Interferon_lifts_its_programme_in_every_cell_type_of_blood()
    {
        using var folder = new TemporaryFolder();
        var task = ShiftTask.Parse($$"""
            shifts:
              cells: '{{Shared.File("data/kang2018_pbmc_ifnb/kang2018_pbmc_ifnb_1556cells_labelled_1267genes.h5ad")}}'
              perturbation: condition
              control: control
              context: cell_type
              programmes: '{{Shared.File("data/gene_networks_and_sets/human_hallmark_v2025.gmt")}}'
            draws: 1000
            """, "task.yaml", folder.Path);
        var (shifts, _) = ProgrammeShifts.Of(task, folder["out"]);
        var answer = ShiftFiles.Write(task, shifts, [], folder["out"]);

        var interferon = shifts.Where(s => s.Programme == "HALLMARK_INTERFERON_ALPHA_RESPONSE").ToArray();
        Assert.Equal(5, interferon.Length);
        Assert.All(interferon, s => Assert.True(s is { Shift.Low: > 0, Q: < 0.05 }));
        Assert.Contains("exceed those of random sets", answer[0], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'IFN-beta'?", Assert.Throws<DesignException>(() => ProgrammeShifts.Of(task with { Candidates = ["IFN-bta"] }, folder["out"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shifts: { cells: a.h5ad, programmes: b.gmt }", "names neither a 'model' that is asked nor the column 'perturbation'")]
    [InlineData("shifts: { cells: a.h5ad, perturbation: p, programmes: b.gmt }\ndraws: many", "task.yaml:2: 'draws' is 'many'")]
    [InlineData("shifts: { cels: a.h5ad, perturbation: p, programmes: b.gmt }", "There is no 'shifts.cels'. Did you mean 'cells'?")]
    public void A_task_that_cannot_be_is_told_with_line_and_value(string text, string told) => Assert.Contains(told, Assert.Throws<DesignException>(() => ShiftTask.Parse(text, "task.yaml", ".")).Message, StringComparison.Ordinal);
}
