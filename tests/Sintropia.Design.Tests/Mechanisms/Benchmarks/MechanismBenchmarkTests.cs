using Sintropia.Design.Mechanisms.Benchmarks;

namespace Sintropia.Design.Tests.Mechanisms.Benchmarks;

public sealed class MechanismBenchmarkTests
{
    [Fact]
    public void Measured_changes_recover_true_regulators_and_nulls_are_at_chance()
    {
        using var folder = new TemporaryFolder();
        var benchmark = new MechanismBenchmark(folder.Path, 3, _ => { }) { Cells = 1500, Genes = 200, Perturbations = 12, Families = [] };
        var rows = benchmark.Rows();
        var measured = rows.Single(r => r.Map == "measured changes");

        Assert.True(measured.Precision.Estimate > 2 * measured.Chance && measured.P < 0.01, $"{measured}");
        Assert.All(rows, r => Assert.InRange(r.NullPrecision, 0.6 * r.Chance, 1.7 * r.Chance));
        MechanismBoard.Write(folder["board"], rows, "made up.", "a command");
        Assert.Equal(["mechanism.csv", "mechanism.html", "mechanism.md"], Directory.GetFiles(folder["board"]).Select(Path.GetFileName).Order());
        Assert.Equal(rows.Select(r => r.Precision), benchmark.Rows().Select(r => r.Precision));
    }
}
