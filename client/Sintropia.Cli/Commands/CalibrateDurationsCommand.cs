using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Sintropia.Calibration.Durations;
using Sintropia.Cli.Terminals;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia calibrate durations`: laws of durations, likeness of relatives and deaths from a table of lineages, as a preset.</summary>
internal static class CalibrateDurationsCommand
{
    private static readonly string[] Families = ["exponential", "delayed", "erlang", "lognormal"], Phases = ["G1", "S", "G2", "M"];

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var input = new Argument<string>("TABLE") { Description = "Lineages: a row a cell; lineage.csv of a run if no column is named" };
        var cell = Column("--cell", "The cell's id, unique in its lineage [default: that of a run's lineage.csv]");
        var parent = Column("--parent", "Its mother's id [default: parent_cell]");
        var lineage = Column("--lineage", "Columns that name the lineage together, with commas [default: lineage]");
        var phase = new Option<string[]>("--phase") { Description = "PHASE=DURATION or PHASE=DURATION:STATUS, such as G1=g1_frames:g1_status; once for each of G1, S, G2, M", HelpName = "MAP" };
        var fate = Column("--fate", "What became of the cell: divided, died, alive, or true where it divided and false where that was not seen");
        var frame = RunOptions.Time("--frame", "Time between frames, where durations are counted in frames [default: durations are in hours]");
        var where = EffectInput.Where();
        var law = new Option<string?>("--law") { Description = "Take this law, not the one with the least AIC", HelpName = "LAW" }.AcceptOnlyFromAmong(Families);
        var name = new Option<string?>("--name") { Description = "Name of the cells [default: that of the table]", HelpName = "NAME" };
        var check = new Option<bool>("--hold-out") { Description = "Also calibrate on half of the lineages and hold a culture against the other half" };
        var raw = new Option<bool>("--as-recorded") { Description = "Do not correct for what the film leaves out" };
        var resamples = new Option<int>("--resamples") { Description = "Resamples of whole lineages for intervals", HelpName = "N", DefaultValueFactory = _ => 200 };
        var (seed, output) = (EffectInput.Seed(), EffectInput.Out());
        var json = new Option<bool>("--json") { Description = "Print an object a phase, for programs" };
        resamples.Validators.Add(r => RunOptions.Within(r, 0, 100_000));
        var command = new Command("durations", "Laws of phase durations by likelihood, with right-censoring; likeness of relatives; deaths; a preset") { input, cell, parent, lineage, phase, fate, frame, where, law, name, check, raw, resamples, seed, output, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            var frames = parsed.GetValue(frame)?.TotalHours ?? 0;
            var columns = Columns(parsed.GetValue(cell), parsed.GetValue(parent), parsed.GetValue(lineage), parsed.GetValue(fate), parsed.GetValue(phase) ?? [], frames);
            var options = new DurationOptions { FrameHours = frames, Family = parsed.GetValue(law) is { } chosen ? (DurationFamily)Array.IndexOf(Families, chosen) : null, Resamples = parsed.GetValue(resamples), Seed = parsed.GetValue(seed), BehindFilm = !parsed.GetValue(raw) };
            var filter = EffectInput.Filter(parsed.GetValue(where), "--where");
            var (calibration, checks) = Calibrated(path, columns, filter, options, parsed.GetValue(check));
            var folder = EffectInput.Folder(path, parsed.GetValue(output), "calibration");
            var what = parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(path);
            var source = $"{Path.GetFileName(path)}{(filter is null ? "" : $" where {filter.Text}")}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..16]}";
            EffectInput.Writing(folder, () => CalibrationFiles.Write(folder, calibration, checks, what, source));
            if (parsed.GetValue(json)) WriteJson(calibration, checks, terminal);
            else WriteText(calibration, checks, folder, terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia calibrate durations lineage.csv\nsintropia calibrate durations film.csv --cell cell --parent mother --lineage plate,well --phase G1=g1_frames:g1_status --phase S=sg2_frames:sg2_status --frame 30min --where 'dose == 0' --hold-out");
    }

    private static Option<string?> Column(string name, string what) => new(name) { Description = what, HelpName = "COLUMN" };

    private static LineageColumns Columns(string? cell, string? parent, string? lineage, string? fate, string[] phases, double frame)
    {
        if (cell is null && phases.Length == 0) return LineageColumns.RunDirectory;
        if (phases.Length == 0) throw new CommandFailure(ExitCode.Usage, "No phase is named. Say which column holds which phase, for example --phase G1=g1_hours; a table of whole cycles has one phase, G1.");
        return new()
        {
            Cell = cell ?? "cell", Parent = parent ?? "parent_cell", Lineage = lineage is null ? ["lineage"] : EffectInput.List(lineage), Fate = fate, HoursPerUnit = frame > 0 ? frame : 1,
            Phases = [.. phases.Select(Phase)],
        };
    }

    private static PhaseColumns Phase(string map)
    {
        var (phase, rest) = map.IndexOf('=') is var at and > 0 ? (map[..at], map[(at + 1)..]) : ("", "");
        if (!Phases.Contains(phase) || rest.Length == 0) throw new CommandFailure(ExitCode.Usage, $"--phase '{map}' names no phase and column. Write PHASE=DURATION or PHASE=DURATION:STATUS with one of {string.Join(", ", Phases)}, for example G1=g1_frames:g1_status.");
        var parts = rest.Split(':', 2);
        return new(phase, EffectInput.List(parts[0].Replace('+', ',')), parts.Length > 1 ? parts[1] : null);
    }

    private static (DurationCalibration, IReadOnlyList<HeldOutCheck>) Calibrated(string path, LineageColumns columns, RowFilter? filter, DurationOptions options, bool check)
    {
        try
        {
            var table = LineageTable.Read(path, columns, filter);
            return (DurationCalibration.Of(table, options), check ? HeldOutCheck.Of(table, options) : []);
        }
        catch (Exception invalid) when (invalid is LineageTableException or ArgumentException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
    }

    private static void WriteText(DurationCalibration calibration, IReadOnlyList<HeldOutCheck> checks, string folder, Terminal terminal)
    {
        static string N(double value) => double.IsNaN(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);
        var table = new TextTable(["phase", "law", ">mean, h", ">95 %", ">variation", ">95 %", ">entered, h", ">ended of", ">deaths", ">next law", ">AIC more"]);
        foreach (var p in calibration.Phases)
        {
            var next = p.Fits.First(f => f.Family != p.Recorded.Family);
            table.Add(p.Phase, p.Recorded.Name, N(p.Mean.Estimate), $"{N(p.Mean.Low)}–{N(p.Mean.High)}", N(p.Variation.Estimate), $"{N(p.Variation.Low)}–{N(p.Variation.High)}", N(p.Entered.Mean), $"{p.Curve.Events}/{p.Curve.Count}", $"{p.Deaths.Events}", next.Name, N(next.Akaike - p.Recorded.Akaike));
        }

        table.Write(terminal);
        foreach (var k in calibration.Kin)
            terminal.Output.WriteLine($"  {k.Half}: mother and daughter {N(k.Mothers.NormalScore)} in {k.Mothers.Pairs} pairs, sisters {N(k.Sisters.NormalScore)} in {k.Sisters.Pairs}{(k.Entered is { } e ? $"; entered {N(e.MotherDaughter)} and {N(e.Sisters)}" : "")}");
        foreach (var notice in calibration.Notices) terminal.Output.WriteLine($"  {notice}");
        foreach (var c in checks)
            terminal.Output.WriteLine($"  held out, {c.Phase}: distance {N(c.Distance)} of at most {N(c.Band)}: {(c.DurationsAgree ? terminal.Good("inside") : terminal.Bad("outside"))}; {N(100 * c.Inside)} % of the curve inside (training half {N(100 * c.TrainingInside)} %); sisters {N(c.Sisters)} (training {N(c.TrainingSisters)}) for {N(c.HeldOut.Estimate)} ({N(c.HeldOut.Low)} to {N(c.HeldOut.High)}){(c.SistersAgree switch { true => ": inside", false => ": outside", _ => ": too few pairs" })}");
        terminal.Output.WriteLine($"Written: {Path.Combine(folder, CalibrationFiles.Preset)}, {CalibrationFiles.Laws}, {CalibrationFiles.Page}. A scenario names the preset: cell_types: {{ NAME: {{ preset: {CalibrationFiles.Preset} }} }}");
    }

    private static void WriteJson(DurationCalibration calibration, IReadOnlyList<HeldOutCheck> checks, Terminal terminal)
    {
        static double? Null(double value) => double.IsFinite(value) ? value : null;
        foreach (var p in calibration.Phases)
        {
            var check = checks.FirstOrDefault(c => c.Phase == p.Phase);
            JsonLine.Write(terminal.Output, new
            {
                p.Phase, Law = p.Recorded.Name, Mean = new[] { Null(p.Mean.Estimate), Null(p.Mean.Low), Null(p.Mean.High) }, Variation = new[] { Null(p.Variation.Estimate), Null(p.Variation.Low), Null(p.Variation.High) }, EnteredMean = p.Entered.Mean,
                Ended = p.Curve.Events, Durations = p.Curve.Count, Deaths = p.Deaths.Events, DeathsPerHour = Null(p.Deaths.PerHour), Laws = p.Fits.Select(f => new { Law = f.Name, f.Law.Mean, f.Variation, f.LogLikelihood, Aic = f.Akaike }),
                HeldOut = check is null ? null : new { check.Distance, check.Band, Agree = check.DurationsAgree, Inside = Null(check.Inside), TrainingInside = Null(check.TrainingInside), TrainingSisters = Null(check.TrainingSisters), Sisters = Null(check.Sisters), SistersHeldOut = new[] { Null(check.HeldOut.Estimate), Null(check.HeldOut.Low), Null(check.HeldOut.High) }, check.SistersAgree },
            });
        }

        foreach (var k in calibration.Kin)
            JsonLine.Write(terminal.Output, new { k.Half, Mothers = Null(k.Mothers.NormalScore), MotherPairs = k.Mothers.Pairs, Sisters = Null(k.Sisters.NormalScore), SisterPairs = k.Sisters.Pairs, EnteredMothers = k.Entered?.MotherDaughter, EnteredSisters = k.Entered?.Sisters });
    }
}
