using System.CommandLine;
using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Effects;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia dose-response`: curves through responses or counts of a table, or of simulated cultures.</summary>
internal static class DoseResponseCommand
{
    private const int MostShown = 40;
    private static readonly string[] Metrics = ["response", "relative", "gr", "dip", "percent-growth"], Methods = ["profile", "bootstrap", "none"], Usual = ["drug", "compound", "treatment", "cell_line", "line"];

    public static (Command, string) Create(Terminal terminal)
    {
        var input = new Argument<string>("TABLE") { Description = "A .csv or .tsv with a row a measurement (also .gz); or the folder of a run, or of several" };
        Option<string> dose = EffectInput.Column("--dose", "dose", "Doses"), response = EffectInput.Column("--response", "response", "Responses relative to a control"), count = EffectInput.Column("--count", "count", "Cell counts, in place of responses"), time = EffectInput.Column("--time", "time", "Times of counts, h");
        var well = new Option<string?>("--well") { Description = "Wells, each with a course of its own [default: one course a dose]", HelpName = "COLUMN" };
        var by = new Option<string?>("--by") { Description = $"What sets curves apart, with commas [default: those of {string.Join(", ", Usual)} that there are]", HelpName = "COLUMNS" };
        var control = new Option<string?>("--control") { Description = "Untreated rows, such as 'drug == DMSO' [default: those with dose 0]", HelpName = "CONDITIONS" };
        var metric = new Option<string?>("--metric") { Description = "response; from counts: gr (growth-rate inhibition), relative (count over control), dip (rate of proliferation), percent-growth (NCI-60) [default: response where there is one, else gr]", HelpName = "METRIC" }.AcceptOnlyFromAmong(Metrics);
        var from = new Option<double?>("--from") { Description = "When treatment began, h [default: the first time of all wells; of a run, the first intervention]", HelpName = "HOURS" };
        var at = new Option<double?>("--at") { Description = "When counts are compared, h [default: the last time of all wells]", HelpName = "HOURS" };
        Option<bool> percent = EffectInput.Percent(), inhibition = EffectInput.Inhibition();
        var parameters = new Option<int>("--parameters") { Description = "3: curves begin at 1; 4: where they begin is fitted; 2: they also end at 0", HelpName = "N", DefaultValueFactory = _ => 3 };
        var robust = new Option<bool>("--robust") { Description = "Weigh responses far from the curve down (Huber)" };
        var level = new Option<double>("--level") { Description = "Response whose dose is stated", HelpName = "RESPONSE", DefaultValueFactory = _ => 0.5 };
        var intervals = new Option<string>("--intervals") { Description = "Where intervals come from: profile, bootstrap, none", HelpName = "METHOD", DefaultValueFactory = _ => "profile" }.AcceptOnlyFromAmong(Methods);
        var resamples = new Option<int>("--resamples") { Description = "Resamples of a bootstrap", HelpName = "N", DefaultValueFactory = _ => 500 };
        var (seed, confidence, unit, where, output) = (EffectInput.Seed(), EffectInput.Confidence(), EffectInput.Unit(), EffectInput.Where(), EffectInput.Out());
        var json = new Option<bool>("--json") { Description = "Print an object a curve, for programs" };
        parameters.Validators.Add(r => RunOptions.Within(r, 2, 4));
        resamples.Validators.Add(r => RunOptions.Within(r, 20, 100_000));
        confidence.Validators.Add(EffectInput.Share);
        var command = new Command("dose-response", "Fit dose–response curves: potencies with intervals, as tables and a page") { input, dose, response, count, time, well, by, control, metric, from, at, percent, inhibition, parameters, robust, level, intervals, resamples, seed, confidence, unit, where, output, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            AssayOptions Options(AssayMetric of) => new()
            {
                Dose = parsed.GetRequiredValue(dose), Response = parsed.GetRequiredValue(response), Count = parsed.GetRequiredValue(count), Time = parsed.GetRequiredValue(time), Well = parsed.GetValue(well), Metric = of,
                Control = EffectInput.Filter(parsed.GetValue(control), "--control"), FromHours = parsed.GetValue(from), AtHours = parsed.GetValue(at), Scale = parsed.GetValue(percent) ? 100 : 1, Inhibition = parsed.GetValue(inhibition),
                Curve = Curve(of, parsed.GetValue(parameters)) with
                {
                    Robust = parsed.GetValue(robust), Level = parsed.GetValue(level), Confidence = parsed.GetValue(confidence), Resamples = parsed.GetValue(resamples), Seed = parsed.GetValue(seed),
                    Intervals = (IntervalMethod)(Array.IndexOf(Methods, parsed.GetRequiredValue(intervals)) + 1 is var m and < 3 ? m : 0),
                },
            };
            var study = SimulatedWells.IsRun(path)
                ? OfRun(path, Metric(parsed.GetValue(metric), hasResponses: false), Options, parsed.GetRequiredValue(unit))
                : OfTable(path, parsed.GetValue(where), parsed.GetValue(metric), parsed.GetValue(by), Options, parsed.GetRequiredValue(unit));
            var folder = EffectInput.Folder(path, parsed.GetValue(output), "dose-response");
            EffectInput.Writing(folder, () => DoseResponseReport.Write(study, folder));
            if (parsed.GetValue(json)) WriteJson(study, terminal);
            else WriteText(study, folder, terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia dose-response viabilities.csv --by drug,cell_line --percent --unit nM\nsintropia dose-response counts.csv.gz --metric gr --well well --time time_h --count cells --control 'drug == DMSO'\nsintropia dose-response runs/dose-ladder --metric dip");
    }

    private static DoseResponseStudy OfTable(string path, string? where, string? metric, string? by, Func<AssayMetric, AssayOptions> options, string unit)
    {
        var table = EffectInput.Table(path, where);
        var usual = options(AssayMetric.Response);
        var chosen = usual with { By = by is null ? [.. Usual.Where(table.Has)] : EffectInput.List(by), Metric = Metric(metric, table.Has(usual.Response) || !table.Has(usual.Count)) };
        chosen = chosen with { Curve = options(chosen.Metric).Curve };
        return Study(Path.GetFileName(path), $"{path}, {Words.Count(table.Rows, "row")}", chosen, EffectInput.Reading(() => DoseAssay.Of(table, chosen)), chosen.By, unit, []);
    }

    private static DoseResponseStudy OfRun(string path, AssayMetric metric, Func<AssayMetric, AssayOptions> options, string unit)
    {
        var wells = EffectInput.Wells(path);
        if (metric == AssayMetric.Response) throw new CommandFailure(ExitCode.Usage, "A run has counts and no responses. Choose another --metric: gr, relative, dip or percent-growth.");
        var given = options(metric);
        given = given with { FromHours = given.FromHours ?? wells.FromHours };
        var courses = wells.SingleDrugs();
        if (metric == AssayMetric.DipRate) courses = [.. courses.Select(c => c with { Hours = [.. c.Hours.Where(t => t >= given.FromHours)], Counts = [.. c.Counts.Where((_, i) => c.Hours[i] >= given.FromHours)] })];
        var units = wells.Units.Where(u => wells.Drugs.Contains(u.Key)).Select(u => u.Value).Distinct().ToArray();
        return Study(wells.Name, $"{path}: {Words.Count(wells.Wells.Count, "simulated culture")}", given, EffectInput.Reading(() => DoseAssay.Of(courses, given, file: path)), ["agent", "cells"], unit.Length > 0 || units.Length != 1 ? unit : units[0], wells.Notices);
    }

    private static DoseResponseStudy Study(string title, string source, AssayOptions options, IReadOnlyList<DoseSeries> series, IReadOnlyList<string> labels, string unit, IReadOnlyList<string> notices)
    {
        var curve = options.Curve!;
        var missing = series.Sum(s => s.Unusable.Values.Sum());
        return new()
        {
            Title = title, Source = source, Labels = labels, Metric = options.Metric, Unit = unit, Level = curve.Level, Confidence = curve.Confidence, Series = series,
            Intervals = curve.Intervals switch { IntervalMethod.Profile => "Intervals by profile likelihood.", IntervalMethod.Bootstrap => $"Intervals from {curve.Resamples} resamples, seed {curve.Seed}.", _ => "" },
            Notices = [.. notices, .. missing > 0 ? [$"{Words.Count(missing, "response")} could not be computed: a count is missing or 0, or a control does not grow."] : Array.Empty<string>()],
        };
    }

    private static AssayMetric Metric(string? name, bool hasResponses) => Array.IndexOf(Metrics, name) switch
    {
        0 => AssayMetric.Response,
        1 => AssayMetric.Relative,
        2 => AssayMetric.GrowthRateInhibition,
        3 => AssayMetric.DipRate,
        4 => AssayMetric.PercentGrowth,
        _ => hasResponses ? AssayMetric.Response : AssayMetric.GrowthRateInhibition,
    };

    private static DoseResponseOptions Curve(AssayMetric metric, int parameters) => parameters switch
    {
        2 => AssayOptions.CurveOf(metric) with { InfiniteWithin = (0, 0) },
        4 => DoseResponseOptions.FourParameters,
        _ => AssayOptions.CurveOf(metric),
    };

    private static void WriteJson(DoseResponseStudy study, Terminal terminal)
    {
        static double?[]? Of(Interval i) => double.IsNaN(i.Estimate) ? null : [Null(i.Estimate), Null(i.Low), Null(i.High)];
        static double? Null(double value) => double.IsNaN(value) ? null : value;
        foreach (var s in study.Series)
            JsonLine.Write(terminal.Output, new
            {
                Labels = study.Labels.Zip(s.Labels).ToDictionary(l => l.First, l => l.Second), Outcome = s.Fit.Outcome.ToString().ToLowerInvariant(), Reason = s.Fit.Reason.Length > 0 ? s.Fit.Reason : null, s.Fit.Points, s.Fit.LeftOut, Unusable = s.Unusable,
                Ec50 = Of(s.Fit.HalfDose), AtLevel = Of(s.Fit.DoseAtLevel), E0 = Of(s.Fit.Zero), Einf = Of(s.Fit.Infinite), Slope = Of(s.Fit.Slope), Emax = Of(s.Fit.AtHighestDose), MeanResponse = Of(s.Fit.MeanResponse),
                P = Null(s.Fit.P), R2 = Null(s.Fit.RSquared), Control = Null(s.Control),
            });
    }

    private static void WriteText(DoseResponseStudy study, string folder, Terminal terminal)
    {
        var to = terminal.Output;
        var unit = study.Unit.Length > 0 ? $", {study.Unit}" : "";
        var table = new TextTable(["curve", "outcome", $">EC50{unit}", $">{study.LevelName}{unit}", ">Einf", ">slope", ">R2", ">p"]);
        foreach (var s in study.Series.Take(MostShown))
            table.Add(s.Name, s.Fit.Outcome.ToString().ToLowerInvariant(), Text(s.Fit.HalfDose), Text(s.Fit.DoseAtLevel), Text(s.Fit.Infinite.Estimate), Text(s.Fit.Slope.Estimate), Text(s.Fit.RSquared), Text(s.Fit.P));
        to.WriteLine($"{terminal.Strong(study.ResponseName)}, {study.Source}");
        table.Write(terminal);
        if (study.Series.Count > MostShown) to.WriteLine($"  … and {Words.Count(study.Series.Count - MostShown)} more in {DoseResponseReport.Curves}");
        int Of(FitOutcome outcome) => study.Series.Count(s => s.Fit.Outcome == outcome);
        to.WriteLine($"\n{Words.Count(study.Series.Count, "curve")}: {Of(FitOutcome.Sigmoid)} sigmoid, {Of(FitOutcome.Flat)} flat, {Of(FitOutcome.Failed)} failed");
        foreach (var reason in study.Series.Where(s => s.Fit.Outcome == FitOutcome.Failed).GroupBy(s => s.Fit.Reason)) to.WriteLine($"  {Words.Count(reason.Count())} failed: {reason.Key}");
        foreach (var notice in study.Notices) to.WriteLine($"  {notice}");
        to.WriteLine($"Written: {Path.Combine(folder, DoseResponseReport.Page)}, {DoseResponseReport.Curves}, {DoseResponseReport.Points}");
    }

    private static string Text(Interval i) => double.IsNaN(i.Low) && double.IsNaN(i.High) ? Text(i.Estimate) : $"{Text(i.Estimate)} ({Text(i.Low)} to {Text(i.High)})";

    private static string Text(double value) => double.IsNaN(value) ? "-" : value.ToString("G3", CultureInfo.InvariantCulture).Replace("Infinity", "inf", StringComparison.Ordinal);
}
