using System.Globalization;
using System.Text;
using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Durations;

/// <summary>A calibration as a preset of a cell type: a file that a scenario can name. Each number says where it comes from.</summary>
public static class PresetText
{
    /// <summary>The text of the file.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="source">The table, with what tells it apart from others.</param>
    /// <param name="description">What the cells are.</param>
    public static string Of(DurationCalibration calibration, string source, string description)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var text = new StringBuilder();
        text.Append("description: ").Append(Quoted(description)).Append("\ncycle:\n");
        foreach (var phase in calibration.Phases)
        {
            var (mean, spread) = (Note(phase, phase.Mean, "mean", "h"), Note(phase, phase.Variation, "coefficient of variation", ""));
            text.Append(phase.Entered switch
            {
                ErlangDuration e => $"  {phase.Phase}: {{ erlang: {Value($"{Number(e.MeanHours)} h", source, mean)}, stages: {Value(Number(e.Stages), source, spread)} }}\n",
                LogNormalDuration n => $"  {phase.Phase}: {{ lognormal: {Value($"{Number(n.MeanHours)} h", source, mean)}, cv: {Value($"{Number(100 * n.Variation)} %", source, spread)} }}\n",
                ExponentialDuration { Delay: > 0 } d => $"  {phase.Phase}: {{ exponential: {Value($"{Number(d.MeanHours)} h", source, mean)}, delay: {Value($"{Number(d.Delay)} h", source, "shortest duration")} }}\n",
                _ => $"  {phase.Phase}: {{ exponential: {Value($"{Number(phase.Entered.Mean)} h", source, mean)} }}\n",
            });
        }

        if (calibration.Kin.Any(k => k.Entered is not null)) text.Append("inheritance:\n");
        foreach (var kin in calibration.Kin)
            if (kin.Entered is { } pace)
                text.Append($"  {kin.Half}: {{ mother_daughter: {Value(Number(pace.MotherDaughter), source, Pairs(kin.Mothers.NormalScore, kin.Mothers.Pairs))}, sisters: {Value(Number(pace.Sisters), source, Pairs(kin.Sisters.NormalScore, kin.Sisters.Pairs))} }}\n");
        var dying = calibration.Phases.Where(p => p.Deaths.Events > 0).ToArray();
        if (dying.Length > 0) text.Append("hazards:\n");
        foreach (var phase in dying)
        {
            var rate = phase.Deaths.Interval();
            text.Append($"  - outcome: apoptosis\n    in: {phase.Phase}\n    rate: {Value($"{Number(rate.Estimate)} per h", source, $"{phase.Deaths.Events} deaths in {Number(phase.Deaths.ExposureHours)} h; 95 % from {Number(rate.Low)} to {Number(rate.High)}")}\n");
        }

        return text.ToString();
    }

    private static string Note(CalibratedPhase phase, Interval interval, string what, string unit)
    {
        var recorded = $"{what} {Number(interval.Estimate)}{(unit.Length > 0 ? " " + unit : "")} on record";
        var range = double.IsFinite(interval.Low) ? $", 95 % over lineages from {Number(interval.Low)} to {Number(interval.High)}" : "";
        return $"{recorded}{range}; {phase.Curve.Events} of {phase.Curve.Count} durations ended; what the film leaves out is {(Equals(phase.Entered, phase.Recorded.Law) ? "not " : "")}corrected";
    }

    private static string Pairs(double seen, int pairs) => $"{Number(seen)} in {pairs} pairs on record";

    private static string Value(string value, string source, string note) => $"{{ value: {value}, status: sourced, source: {Quoted(source)}, note: {Quoted(note)} }}";

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace('\n', ' ')}\"";
}
