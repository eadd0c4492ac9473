using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Training.Running;

namespace Sintropia.Training.Benchmarks;

/// <summary>Leaderboards as tables for programs, for people and for the browser.</summary>
public static class LeaderboardFiles
{
    private const string TrainMean = "train mean";
    private const int FewestConformal = 4;
    private const int Wide = 420, High = 22, Left = 190;

    /// <summary>Tidy rows: suite, system, role, metric, mean, low, high, gain over the best baseline with its interval, perturbations without a number, perturbations refused.</summary>
    public static string Csv(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var text = new StringBuilder("suite,system,role,metric,mean,low,high,best_baseline,gain,gain_low,gain_high,perturbations,missing,refused\n");
        foreach (var entry in board.Entries)
            foreach (var metric in Metric.All)
            {
                var (mean, gain) = (Leaderboard.Mean(entry, metric), board.Gain(entry, metric));
                text.AppendJoin(',', board.Suite, Quoted(entry.System), entry.Role.ToString().ToLowerInvariant(), metric.Name, Number(mean.Estimate), Number(mean.Low), Number(mean.High), Quoted(board.Best(metric)?.System ?? ""), Number(gain?.Estimate), Number(gain?.Low), Number(gain?.High),
                    board.Perturbations.Count.ToString(CultureInfo.InvariantCulture), Leaderboard.Missing(entry, metric).ToString(CultureInfo.InvariantCulture), entry.Refused.Count.ToString(CultureInfo.InvariantCulture)).Append('\n');
            }

        return text.ToString();
    }

    /// <summary>A figure per perturbation.</summary>
    public static string Figures(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var text = new StringBuilder("suite,system,metric,perturbation,figure\n");
        foreach (var entry in board.Entries)
            foreach (var metric in Metric.All)
                for (var p = 0; p < board.Perturbations.Count; p++) text.AppendJoin(',', board.Suite, Quoted(entry.System), metric.Name, Quoted(board.Perturbations[p]), Number(entry.Figures[metric.Name][p])).Append('\n');
        return text.ToString();
    }

    /// <summary>Conformal intervals: suite, system, role, half of the perturbations that calibrate, half-width, perturbations that calibrate, that were tried, that were covered, band.</summary>
    public static string ConformalCsv(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var text = new StringBuilder("suite,system,role,alpha,half_width,relative_width,calibrating,tried,covered,least,most\n");
        var rows = Conformal(board);
        foreach (var row in rows)
            text.AppendJoin(',', board.Suite, Quoted(row.System), row.Role.ToString().ToLowerInvariant(), Number(ConformalIntervals.Alpha), Number(row.HalfWidth), Number(ConformalIntervals.Relative(rows, row.System, TrainMean)), Number(row.Calibrating), Number(row.Tried), Number(row.Covered), Number(row.Least), Number(row.Most)).Append('\n');
        return text.ToString();
    }

    /// <summary>A table in Markdown. Bold is significantly better than the best baseline, † significantly worse, ‡ a mean over fewer perturbations.</summary>
    public static string Markdown(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var text = new StringBuilder($"## {board.Suite}\n\n");
        foreach (var line in board.Description) text.Append($"- {line}\n");
        text.Append($"\n| system | {string.Join(" | ", Metric.All.Select(m => m.Name + (m.HigherIsBetter ? " ↑" : " ↓")))} |\n|---|{string.Concat(Enumerable.Repeat("---|", Metric.All.Count))}\n");
        foreach (var entry in board.Entries) text.Append($"| {(entry.Role == EntryRole.System ? $"**{entry.System}**" : entry.System)}{(entry.Role is EntryRole.Null or EntryRole.Ceiling ? $" *({entry.Role.ToString().ToLowerInvariant()})*" : "")}{(entry.Refused.Count > 0 ? $" (refused {entry.Refused.Count})" : "")} | {string.Join(" | ", Metric.All.Select(m => Cell(board, entry, m)))} |\n");
        text.Append("\nMeans over perturbations with intervals of 95 % from 10,000 paired draws of perturbations. ↑ higher is better. **Bold**: significantly better than the best baseline; †: significantly worse; ‡: some perturbations have no number and are left out of the mean. Perturbations that a system refuses count as no change. Real and predicted effects are differences from the same controls: whoever predicts a level and not a change (train mean, context mean, the ceiling) shares their noise with the truth, and gains correlation by it.\n\n");
        foreach (var finding in board.Findings()) text.Append($"- {finding}\n");
        if (Conformal(board) is { Count: > 0 } rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nConformal intervals at α = {ConformalIntervals.Alpha}, calibrated on one half of the perturbations and tried on the other, and the other way round. Covered: of the perturbations tried, how many, and the exact band of nine in ten for exchangeable ones. Width: of the interval, beside that of the train mean's.\n\n| system | covered | covered, halves exchanged | half-width | width beside the train mean's |\n|---|---|---|---|---|\n");
            foreach (var pair in rows.GroupBy(r => r.System).Select(g => g.ToArray())) text.Append($"| {pair[0].System} | {Covered(pair[0])} | {Covered(pair[1])} | {Finite(pair.Average(r => r.HalfWidth))} | {Finite(ConformalIntervals.Relative(rows, pair[0].System, TrainMean))} |\n");
            text.Append('\n');
        }

        foreach (var note in board.Entries.Where(e => e.Note.Length > 0)) text.Append($"- {note.System}: {note.Note}\n");
        return text.Append('\n').ToString();
    }

    /// <summary>A page with tables and intervals drawn, in one file.</summary>
    public static string Html(IReadOnlyList<Leaderboard> boards, string title)
    {
        ArgumentNullException.ThrowIfNull(boards);
        var text = new StringBuilder($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Safe(title)}</title><style>body{{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}}table{{border-collapse:collapse;font-size:13px}}td,th{{border-bottom:1px solid #ddd;padding:.25rem .6rem;text-align:right;white-space:nowrap}}td:first-child,th:first-child{{text-align:left}}.plots{{display:flex;flex-wrap:wrap;gap:1.5rem}}svg text{{font:11px system-ui,sans-serif}}.scroll{{overflow-x:auto}}</style></head><body><h1>{Safe(title)}</h1>");
        foreach (var board in boards)
        {
            text.Append($"<h2>{Safe(board.Suite)}</h2><ul>{string.Concat(board.Description.Select(d => $"<li>{Safe(d)}</li>"))}</ul><ul>{string.Concat(board.Findings().Select(f => $"<li>{Safe(f)}</li>"))}</ul>");
            text.Append($"<div class=\"scroll\"><table><tr><th>system</th>{string.Concat(Metric.All.Select(m => $"<th title=\"{Safe(m.What)}\">{Safe(m.Name)} {(m.HigherIsBetter ? "↑" : "↓")}</th>"))}</tr>");
            foreach (var entry in board.Entries) text.Append($"<tr><td title=\"{Safe(entry.Note)}\">{Safe(entry.System)}{(entry.Refused.Count > 0 ? $" (refused {entry.Refused.Count})" : "")}</td>{string.Concat(Metric.All.Select(m => $"<td>{Cell(board, entry, m).Replace("**", "", StringComparison.Ordinal)}</td>"))}</tr>");
            text.Append("</table></div><div class=\"plots\">");
            foreach (var metric in Metric.All) text.Append(Plot(board, metric));
            text.Append("</div>");
        }

        return text.Append("</body></html>\n").ToString();
    }

    /// <summary>Writes all forms into a folder: leaderboard.csv, figures.csv, conformal.csv, leaderboard.md, leaderboard.html.</summary>
    public static void Write(string folder, IReadOnlyList<Leaderboard> boards, string title, string command)
    {
        ArgumentNullException.ThrowIfNull(boards);
        Directory.CreateDirectory(folder);
        TrainingFolder.Write(Path.Combine(folder, "leaderboard.csv"), Joined(boards.Select(Csv)));
        TrainingFolder.Write(Path.Combine(folder, "figures.csv"), Joined(boards.Select(Figures)));
        TrainingFolder.Write(Path.Combine(folder, "conformal.csv"), Joined(boards.Select(ConformalCsv)));
        TrainingFolder.Write(Path.Combine(folder, "leaderboard.md"), $"# {title}\n\nMade by `{command}`.\n\n{string.Concat(boards.Select(Markdown))}");
        TrainingFolder.Write(Path.Combine(folder, "leaderboard.html"), Html(boards, title));
    }

    private static IReadOnlyList<ConformalRow> Conformal(Leaderboard board) => board.Entries.Any(e => e.System == TrainMean) && board.Perturbations.Count >= FewestConformal ? ConformalIntervals.Of(board) : [];

    private static string Covered(ConformalRow row) => double.IsInfinity(row.HalfWidth) ? $"{row.Calibrating} calibrate, which are too few" : string.Create(CultureInfo.InvariantCulture, $"{row.Covered} of {row.Tried} ({row.Least}–{row.Most}){(row.IsInBand ? "" : ", outside")}");

    private static string Finite(double number) => double.IsFinite(number) ? Short(number) : "–";

    private static string Joined(IEnumerable<string> tables) => string.Concat(tables.Select((t, i) => i == 0 ? t : t[(t.IndexOf('\n', StringComparison.Ordinal) + 1)..]));

    private static string Cell(Leaderboard board, Entry entry, Metric metric)
    {
        var mean = Leaderboard.Mean(entry, metric);
        if (double.IsNaN(mean.Estimate)) return "no number";
        var text = string.Create(CultureInfo.InvariantCulture, $"{Short(mean.Estimate)} ({Short(mean.Low)}–{Short(mean.High)})");
        if (Leaderboard.Missing(entry, metric) > 0) text += "‡";
        if (entry.Role == EntryRole.System && board.Gain(entry, metric) is { } gain) text = gain.Low > 0 ? $"**{text}**" : gain.High < 0 ? text + "†" : text;
        return text;
    }

    private static string Plot(Leaderboard board, Metric metric)
    {
        var means = board.Entries.Select(e => (Entry: e, Mean: Leaderboard.Mean(e, metric))).Where(e => !double.IsNaN(e.Mean.Estimate)).ToArray();
        if (means.Length == 0) return "";
        double low = means.Min(m => m.Mean.Low), high = means.Max(m => m.Mean.High);
        var span = high > low ? high - low : 1;
        double At(double value) => Left + (value - low) / span * (Wide - Left - 15);
        var text = new StringBuilder($"<figure><figcaption>{Safe(metric.Name)} {(metric.HigherIsBetter ? "(higher is better)" : "(lower is better)")}</figcaption><svg width=\"{Wide}\" height=\"{means.Length * High + 20}\" role=\"img\" aria-label=\"{Safe(metric.What)}\">");
        for (var i = 0; i < means.Length; i++)
        {
            var (y, colour) = (i * High + 14, means[i].Entry.Role switch { EntryRole.System => "#b3261e", EntryRole.Ceiling => "#1b7f3b", EntryRole.Null => "#999", _ => "#2b5b9e" });
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{Safe(means[i].Entry.System)}</text><line x1=\"{At(means[i].Mean.Low):0.#}\" x2=\"{At(means[i].Mean.High):0.#}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{colour}\" stroke-width=\"2\"/><circle cx=\"{At(means[i].Mean.Estimate):0.#}\" cy=\"{y}\" r=\"4\" fill=\"{colour}\"/>");
        }

        return text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{means.Length * High + 16}\">{Short(low)}</text><text x=\"{Wide - 15}\" y=\"{means.Length * High + 16}\" text-anchor=\"end\">{Short(high)}</text></svg></figure>").ToString();
    }

    private static string Short(double number) => number.ToString(Math.Abs(number) is < 0.1 and > 0 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    private static string Number(double? number) => number is { } known && !double.IsNaN(known) ? known.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
