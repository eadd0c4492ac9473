using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Calibration.Durations;
using Sintropia.Evaluation.Lineages;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Films;

namespace Sintropia.Calibration.Tests.Durations;

public sealed class DurationCalibrationTests
{
    private static readonly CellType Cells = new()
    {
        Name = "known",
        Cycle = new([new(Phase.G1, new LogNormalDuration(14, 0.4)), new(Phase.S, new ErlangDuration(16, 18))]),
        EarlyPace = new(0.4, 0.6, PaceReading.Rank),
        LatePace = new(0.3, 0.5, PaceReading.Rank),
        Hazards = [new Hazard(Outcome.Apoptosis, PhaseSet.G1, 0.004)],
    };

    private static LineageTable Filmed { get; } = new ObservationWindow(0, 72, 0.5).See(CultureLineages.Of(
        new() { CellTypes = [Cells], Tissues = [new("dish", "culture", [new(0, 500)])], Seed = 11, Tick = 1, Duration = 72 }));

    [Fact]
    public void Cells_behind_a_film_are_found_again_with_laws_relatives_and_deaths()
    {
        var found = DurationCalibration.Of(Filmed, new() { FrameHours = 0.5, Resamples = 60 });

        Assert.Equal(["G1", "S"], found.Phases.Select(p => p.Phase));
        Assert.Equal([DurationFamily.LogNormal, DurationFamily.Erlang], found.Phases.Select(p => p.Recorded.Family));
        Assert.Equal(14, found.Phases[0].Entered.Mean, 0.8);
        Assert.Equal(18, found.Phases[1].Entered.Mean, 0.6);
        Assert.Equal(0.4, Assert.IsType<LogNormalDuration>(found.Phases[0].Entered).Variation, 0.05);
        Assert.InRange(Assert.IsType<ErlangDuration>(found.Phases[1].Entered).Stages, 12, 21);
        Assert.Equal(0.4, found.Kin[0].Entered!.MotherDaughter, 0.12);
        Assert.Equal(0.6, found.Kin[0].Entered!.Sisters, 0.12);
        Assert.True(found.Phases[0].Deaths.Interval(0.99).Contains(0.004));
        Assert.True(found.Phases[0].Mean.Low < found.Phases[0].Mean.Estimate && found.Phases[0].Mean.Estimate < found.Phases[0].Mean.High);
    }

    [Fact]
    public void Without_the_correction_durations_of_a_film_come_out_short()
    {
        var (raw, corrected) = (DurationCalibration.Of(Filmed, new() { FrameHours = 0.5, Resamples = 0, BehindFilm = false }), DurationCalibration.Of(Filmed, new() { FrameHours = 0.5, Resamples = 0 }));

        Assert.True(raw.Phases[0].Entered.Mean < corrected.Phases[0].Entered.Mean);
        Assert.Equal(raw.Phases[0].Recorded.Law, corrected.Phases[0].Recorded.Law);
    }

    [Fact]
    public void The_preset_that_is_written_is_the_type_that_was_found()
    {
        using var folder = new TemporaryFolder();
        var found = DurationCalibration.Of(Filmed, new() { FrameHours = 0.5, Resamples = 20 });
        CalibrationFiles.Write(folder.Path, found, [], "known \"cells\"", "film.csv");
        var scenario = ScenarioFile.Parse(
            """
            format: 1
            name: calibrated
            seed: 1
            duration: 24 h
            cell_types: { known: { preset: preset.yaml } }
            tissues: { dish: { populations: [ { type: known, cells: 100 cells } ] } }
            """, "calibrated.yaml", new() { Folder = folder.Path });

        var (written, type) = (scenario.CellTypes[0].Law, found.CellType("known"));
        Assert.Equal(type.Cycle!.PhaseDurations.Select(p => p.Phase), written.Cycle!.PhaseDurations.Select(p => p.Phase));
        foreach (var (a, b) in type.Cycle.PhaseDurations.Zip(written.Cycle.PhaseDurations)) Assert.Equal(a.Law.Mean, b.Law.Mean, a.Law.Mean * 1e-4);
        Assert.Equal(type.EarlyPace!.Sisters, written.EarlyPace!.Sisters, 1e-4);
        Assert.Equal(type.Hazards[0].Rate, written.Hazards[0].Rate, 1e-6);
        Assert.Contains(scenario.Sources, s => s.Name == "preset.yaml");
        Assert.Contains(scenario.Assumptions, a => a.Note.Contains("95 % over lineages", StringComparison.Ordinal));
        Assert.Contains("Kaplan", File.ReadAllText(Path.Combine(folder.Path, CalibrationFiles.Page)));
    }

    [Fact]
    public void A_preset_that_is_no_file_there_is_refused_at_its_line()
    {
        var error = Assert.Throws<ScenarioException>(() => ScenarioFile.Parse(
            """
            format: 1
            name: missing
            seed: 1
            duration: 24 h
            cell_types: { known: { preset: nowhere.yaml } }
            tissues: { dish: { populations: [ { type: known, cells: 100 cells } ] } }
            """, "missing.yaml", new() { Folder = Path.GetTempPath() }));

        Assert.Contains(error.Problems, p => p.Line == 5 && p.ToString().Contains("nowhere.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Measured_lineages_that_were_held_out_lie_within_what_chance_allows()
    {
        var path = Shared.File("data/lineage_au565_mcf10a/au565_lineages.csv");
        var table = LineageTable.Read(path, Au565.Columns, RowFilter.Parse("dose == 0"));
        var checks = HeldOutCheck.Of(table, new() { FrameHours = 0.5, Seed = 20260131 }, 200);

        Assert.Equal(["G1", "S"], checks.Select(c => c.Phase));
        Assert.All(checks, c => Assert.True(c.DurationsAgree, $"{c.Phase}: {c.Distance} of {c.Band}"));
    }

    [Fact]
    public void A_culture_of_another_drug_is_seen_to_be_another()
    {
        var path = Shared.File("data/lineage_au565_mcf10a/au565_lineages.csv");
        var drugged = LineageTable.Read(path, Au565.Columns, RowFilter.Parse("drug == gemcitabine and dose == 10"));
        var untreated = DurationCalibration.Of(LineageTable.Read(path, Au565.Columns, RowFilter.Parse("dose == 0")), new() { FrameHours = 0.5, Resamples = 0, BehindFilm = false });
        var law = DurationCalibration.Of(drugged, new() { FrameHours = 0.5, Resamples = 0, BehindFilm = false });

        Assert.True(law.Phases[1].Recorded.Law.Mean > 1.3 * untreated.Phases[1].Recorded.Law.Mean);
    }
}
