using System.CommandLine;
using System.Globalization;
using Sintropia.Calibration.Doses;
using Sintropia.Cli.Terminals;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia calibrate dose`: rates of division and death under each dose, from courses of counts.</summary>
internal static class CalibrateDoseCommand
{
    private static readonly string[] Usual = ["drug", "compound", "treatment", "cell_line", "line"];

    public static (Command Command, string Examples) Create(Terminal terminal)
    {
        var input = new Argument<string>("TABLE") { Description = "Counts: a row a well and time, .csv or .tsv (also .gz)" };
        Option<string> dose = EffectInput.Column("--dose", "dose", "Doses"), count = EffectInput.Column("--count", "count", "Cell counts"), time = EffectInput.Column("--time", "time", "Times, h");
        var well = new Option<string?>("--well") { Description = "Wells, each with a course of its own [default: one course a dose]", HelpName = "COLUMN" };
        var by = new Option<string?>("--by") { Description = $"What sets curves apart, with commas [default: those of {string.Join(", ", Usual)} that there are]", HelpName = "COLUMNS" };
        var control = new Option<string?>("--control") { Description = "Untreated rows, such as 'drug == DMSO' [default: those with dose 0]", HelpName = "CONDITIONS" };
        var resamples = new Option<int>("--resamples") { Description = "Resamples of wells for intervals", HelpName = "N", DefaultValueFactory = _ => 100 };
        var threads = new Option<int?>("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
        var all = new Option<bool>("--no-hold-out") { Description = "Do not predict every second dose from the others" };
        var (seed, unit, where, output) = (EffectInput.Seed(), EffectInput.Unit(), EffectInput.Where(), EffectInput.Out());
        var json = new Option<bool>("--json") { Description = "Print an object a curve, for programs" };
        resamples.Validators.Add(r => RunOptions.Within(r, 0, 100_000));
        threads.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        var command = new Command("dose", "Rates of division and death by dose as Hill curves with intervals; doses held out; presets of compounds (with --unit)") { input, dose, count, time, well, by, control, resamples, threads, all, seed, unit, where, output, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            var table = EffectInput.Table(path, parsed.GetValue(where));
            var labels = parsed.GetValue(by) is { } named ? EffectInput.List(named) : [.. Usual.Where(table.Has)];
            var untreated = EffectInput.Filter(parsed.GetValue(control), "--control");
            var columns = new AssayOptions { Dose = parsed.GetRequiredValue(dose), Count = parsed.GetRequiredValue(count), Time = parsed.GetRequiredValue(time), Well = parsed.GetValue(well), By = labels, Control = untreated };
            var courses = EffectInput.Reading(() => DoseAssay.Courses(table, columns));
            // A label that the rule for controls names differs between control and drug; so does a column that takes one value in all controls and another elsewhere.
            var matched = Matched(courses, labels.Length);
            var usual = new DoseOptions();
            var found = DoseCalibration.Of(courses, (c, t) => matched.All(i => c.Labels[i] == t.Labels[i]), usual with { Resamples = parsed.GetValue(resamples), Seed = parsed.GetValue(seed), HoldOut = !parsed.GetValue(all), Threads = parsed.GetValue(threads) ?? usual.Threads });
            if (found.Count == 0) throw new CommandFailure(ExitCode.InvalidInput, $"{path}: no curve could be calibrated. Each needs counts at three doses above 0 and untreated wells (--control, or dose 0).");
            var folder = EffectInput.Folder(path, parsed.GetValue(output), "calibration");
            IReadOnlyList<string> presets = [];
            EffectInput.Writing(folder, () => presets = DoseFiles.Write(folder, found, labels, parsed.GetRequiredValue(unit), $"{Path.GetFileName(path)}, {Words.Count(table.Rows, "row")}"));
            if (parsed.GetValue(json)) WriteJson(found, labels, terminal);
            else WriteText(found, folder, presets, terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia calibrate dose counts.csv.gz --dose dose_M --count cell_count --time time_h --well well_id --by drug,cell_line --control 'drug == control' --unit M");
    }

    /// <summary>Labels by which a treated well finds its controls: those whose values controls share with treated wells.</summary>
    private static int[] Matched(IReadOnlyList<CountCourse> courses, int labels) => [.. Enumerable.Range(0, labels).Where(i =>
    {
        var controls = courses.Where(c => c.IsControl).Select(c => c.Labels[i]).ToHashSet();
        return courses.Where(c => !c.IsControl).All(c => controls.Contains(c.Labels[i]));
    })];

    private static void WriteText(IReadOnlyList<CalibratedDoses> found, string folder, IReadOnlyList<string> presets, Terminal terminal)
    {
        static string N(double value) => double.IsNaN(value) ? "–" : value.ToString("G3", CultureInfo.InvariantCulture);
        static string I(Interval i) => double.IsNaN(i.Low) ? N(i.Estimate) : $"{N(i.Estimate)} ({N(i.Low)}–{N(i.High)})";
        var table = new TextTable(["curve", ">slowed at most", ">EC50", ">death at most, 1/h", ">EC50", ">residual", ">held out: law", ">interpolation", ">no effect"]);
        foreach (var f in found.Take(40))
            table.Add(f.Name, I(f.Numbers["slowing"]), I(f.Numbers["slowing_ec50"]), I(f.Numbers["death_per_h"]), I(f.Numbers["death_ec50"]), N(f.Residual), N(f.HeldOut?.Law ?? double.NaN), N(f.HeldOut?.Interpolation ?? double.NaN), N(f.HeldOut?.NoEffect ?? double.NaN));
        table.Write(terminal);
        if (found.Count > 40) terminal.Output.WriteLine($"  … and {found.Count - 40} more in {DoseFiles.Curves}");
        var held = found.Select(f => f.HeldOut).OfType<HeldOutDoses>().ToArray();
        if (held.Length > 1)
            terminal.Output.WriteLine($"  Held out, median over {held.Length} curves, root mean square of log2 counts: law {N(OrderStatistics.Quantile(held.Select(h => h.Law), 0.5))}, interpolation {N(OrderStatistics.Quantile(held.Select(h => h.Interpolation), 0.5))}, no effect {N(OrderStatistics.Quantile(held.Select(h => h.NoEffect), 0.5))}");
        terminal.Output.WriteLine($"Written: {Path.Combine(folder, DoseFiles.Curves)}, {DoseFiles.Rates}, {DoseFiles.Page}{(presets.Count > 0 ? $", {Words.Count(presets.Count, "preset")} of compounds" : "; give --unit for presets of compounds")}");
    }

    private static void WriteJson(IReadOnlyList<CalibratedDoses> found, IReadOnlyList<string> labels, Terminal terminal)
    {
        static double? Null(double value) => double.IsFinite(value) ? value : null;
        foreach (var f in found)
            JsonLine.Write(terminal.Output, new
            {
                Labels = labels.Zip(f.Labels).ToDictionary(l => l.First, l => l.Second), Numbers = f.Numbers.ToDictionary(n => n.Key, n => new[] { Null(n.Value.Estimate), Null(n.Value.Low), Null(n.Value.High) }), f.Residual,
                HeldOut = f.HeldOut is null ? null : new { f.HeldOut.Law, f.HeldOut.Interpolation, f.HeldOut.NoEffect, f.HeldOut.Counts },
            });
    }
}
