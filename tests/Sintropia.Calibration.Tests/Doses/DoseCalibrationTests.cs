using Sintropia.Calibration.Doses;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Kinetics;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;
using Sintropia.Scenarios;

namespace Sintropia.Calibration.Tests.Doses;

public sealed class DoseCalibrationTests
{
    private static readonly DoseKinetics Known = new(new([0], [0.03]), new(0, 0.9, 0.3, 1.5), new(0, 0.03, 2, 2), 6, 20);
    private static readonly double[] Hours = [.. Enumerable.Range(0, 13).Select(i => 8.0 * i)];

    private static CountCourse[] Courses { get; } =
    [
        .. ((double[])[0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]).SelectMany((dose, i) => Enumerable.Range(0, 3).Select(well =>
        {
            var logs = Known.Predict(dose, Hours, Math.Log2(300));
            // Errors of counting that the test makes itself, of 3 %.
            double Noise(int t) => 0.03 * StandardNormal.Quantile((SplitMix.At(9, (ulong)(1000 * i + 100 * well + t)) >> 11) * Math.Pow(2, -53));
            return new CountCourse(["drug"], dose, dose == 0, Hours, [300, .. logs.Select((l, t) => Math.Pow(2, l) * Math.Exp(Noise(t)))]);
        })),
    ];

    [Fact]
    public void Rates_that_made_the_counts_lie_within_their_intervals()
    {
        var found = Assert.Single(DoseCalibration.Of(Courses, (_, _) => true, new() { Resamples = 40, Threads = 2 }));

        Assert.InRange(0.9, found.Numbers["slowing"].Low - 0.02, found.Numbers["slowing"].High + 0.02);
        Assert.Equal(0.3, found.Numbers["slowing_ec50"].Estimate, 0.06);
        Assert.Equal(0.03, found.Numbers["death_per_h"].Estimate, 0.006);
        Assert.Equal(8, found.Rates.Count);
        Assert.Equal(0.03, found.Rates[0].Net.Estimate, 0.002);
        Assert.All(found.Numbers.Values, n => Assert.True(n.Low <= n.High));
        Assert.True(found.HeldOut!.Law < 0.15 && found.HeldOut.Law < found.HeldOut.NoEffect);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var one = DoseCalibration.Of(Courses, (_, _) => true, new() { Resamples = 12, Threads = 1 });
        var two = DoseCalibration.Of(Courses, (_, _) => true, new() { Resamples = 12, Threads = 3 });
        Assert.Equal(one[0].Numbers, two[0].Numbers);
    }

    [Fact]
    public void The_preset_of_a_compound_does_in_a_scenario_what_was_calibrated()
    {
        using var folder = new TemporaryFolder();
        var found = DoseCalibration.Of(Courses, (_, _) => true, new() { Resamples = 12, HoldOut = false });
        Assert.Equal(["drug.yaml"], DoseFiles.Write(folder.Path, found, ["drug"], "uM", "counts.csv"));
        var scenario = ScenarioFile.Parse(
            """
            format: 1
            name: drugged
            seed: 1
            duration: 24 h
            cell_types: { line: { preset: typical-human } }
            compounds: { drug: { preset: drug.yaml } }
            tissues: { dish: { populations: [ { type: line, cells: 100 cells } ] } }
            conditions: { high: [ { compound: drug, dose: 1 uM } ] }
            """, "drugged.yaml", new() { Folder = folder.Path });

        var effects = scenario.Agents.Single(a => a.Name == "drug").Effects;
        Assert.Equal(2, effects.Count);
        Assert.Equal(found[0].Law.Slowing.At(1), effects[0].Response.At(1), 1e-3);
        Assert.Equal(found[0].Law.Death.At(1), effects[1].Response.At(1), 1e-5);
        Assert.Contains("<svg", File.ReadAllText(folder[DoseFiles.Page]));
    }

    [Fact]
    public void Measured_counts_of_doses_that_were_held_out_are_predicted()
    {
        var table = AssayTable.Read(Shared.File("data/harris2016_cell_count_timecourses/melanoma_plx4720_timecourse.csv.gz"));
        var courses = DoseAssay.Courses(table, new() { Dose = "Conc", Count = "cell.count", Time = "rel.time", Well = "well", By = ["cellLine"], Control = RowFilter.Parse("Conc == 0") });
        var found = DoseCalibration.Of(courses, (control, treated) => control.Labels[0] == treated.Labels[0], new() { Resamples = 0 });

        Assert.Equal(4, found.Count);
        Assert.All(found, f => Assert.True(f.HeldOut!.Law < 0.5, $"{f.Name}: {f.HeldOut}"));
    }
}
