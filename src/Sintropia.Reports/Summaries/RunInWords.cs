using System.Globalization;
using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Summaries;

/// <summary>The result as a colleague would say it.</summary>
internal static class RunInWords
{
    private const int MostConditions = 4;

    public static IReadOnlyList<string> Of(RunDescription run, GrowthMetrics metrics, string control)
    {
        var whole = metrics.Rows.Where(row => row.Population == 0 && row.First > 0).ToList();
        var words = new List<string>();
        foreach (var row in whole.OrderBy(row => row.Condition == control ? 0 : 1).Take(MostConditions))
            words.Add(row.Condition == control || whole.Count == 1 ? Grew(run, row, metrics) : Compared(row, metrics, control));
        if (whole.Count > MostConditions) words.Add($"{whole.Count - MostConditions} more conditions are in the tables below.");
        var open = run.Assumptions.Count(entry => entry.Status == "assumed");
        if (open > 0)
            words.Add($"{open} of the {run.Assumptions.Count} numbers behind this run are assumed rather than sourced; they are marked in the list of assumptions.");
        return words;
    }

    private static string Grew(RunDescription run, GrowthRow row, GrowthMetrics metrics)
    {
        var mean = run.Replicates > 1 ? $", mean of {run.Replicates} replicates" : "";
        var text = $"In {row.Condition}, {Count(row.First)} founders became {Count(row.Last)} living cells in {Number(metrics.ToH)} h ({Number(row.Fold, 3)}-fold{mean}).";
        if (row.DoublingH.Value is { } doubling) text += $" They doubled every {Number(doubling, 3)} h{Interval(row.DoublingH, "h")}{Window(metrics)}.";
        else if (row.Rate is { Low: <= 0, High: >= 0 }) text += $" Their number held steady{Window(metrics)}.";
        if (row.Deaths is { } deaths) text += $" {Count(row.Divisions)} divisions and {Count(deaths)} deaths were recorded.";
        return text;
    }

    private static string Compared(GrowthRow row, GrowthMetrics metrics, string control)
    {
        var verb = row.Gr switch
        {
            { Value: null } => "ended at",
            { Low: > 1 } => "raised growth to",
            { High: < 0 } => "shrank the culture to",
            { High: < 1, Value: < 0.7 } => "held growth to",
            { High: < 1 } => "slowed growth a little, to",
            { Low: null } => "ended at",
            _ => "grew like the control, to",
        };
        var text = $"{Capital(row.Condition)} {verb} {Number(row.Fold, 3)}-fold ({Count(row.Last)} living cells)";
        var interval = row.Gr is { Low: { } low, High: { } high } ? $" (95 % interval {Two(low)} to {Two(high)})" : "";
        if (row.Gr.Value is { } gr) text += $": GR {Two(gr)}{interval} against {control}{Window(metrics)}";
        text += ".";
        if (row.Deaths is { } deaths) text += $" {Count(deaths)} cells died, {Number(100 * row.DeathShare, 3)} % of decided fates.";
        return text;
    }

    private static string Window(GrowthMetrics metrics) => metrics.FromH > 0 ? $" from {Number(metrics.FromH)} h on" : "";

    private static string Interval(Estimate estimate, string unit) => estimate is { Low: { } low, High: { } high }
        ? $" (95 % interval {Number(low, 3)} to {Number(high, 3)} {unit})" : "";

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);

    internal static string Count(double? value) => value is { } v ? Math.Round(v, MidpointRounding.AwayFromZero).ToString("#,0", CultureInfo.InvariantCulture) : "an unknown number of";

    /// <summary>Significant digits, never in powers of ten within what a culture reaches.</summary>
    internal static string Number(double? value, int digits = 6)
    {
        if (value is not { } v || !double.IsFinite(v)) return "–";
        if (v == 0) return "0";
        var decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(v))), 0, 12);
        var rounded = Math.Round(v, decimals);
        return rounded.ToString(Math.Abs(rounded) >= 10_000 ? "#,0" : "0.############", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
    }

    private static string Capital(string name) => name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : name;
}
