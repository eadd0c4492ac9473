using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Training.Running;

namespace Sintropia.Training.Trajectories;

/// <summary>A trajectory as a table for programs, a picture, and a page that holds the picture.</summary>
public static class TrajectoryFiles
{
    /// <summary>What is to be said of a way that leaves what any cell expresses.</summary>
    public const string RanAway = "States leave what any measured cell expresses: the network makes ever more of its own dense pictures, and the way means nothing. Let states keep the depth of the cell, as '--rule depth' does.";

    private const int Wide = 1180, High = 560, Plane = 640, Shown = 12, Curves = 6;

    private static readonly string[] s_inks = ["#9aa5b1", "#7fb3d5", "#c9a66b", "#8fbf8f", "#b39ddb", "#d7a6b3", "#6fa8a0", "#c2c27a"];
    private static readonly string[] s_lines = ["#b3261e", "#2b5b9e", "#1b7f3b", "#8a5a00", "#6a3d9a", "#00767c", "#444444"];

    /// <summary>A row a step: step, level of the forced gene, place in the plane, and every gene.</summary>
    /// <param name="trajectory">It.</param>
    /// <param name="share">Share of the way that the level went with each step.</param>
    public static string Csv(Trajectory trajectory, double share)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        var levels = trajectory.Levels(share);
        var text = new StringBuilder($"step,forced_level,pc1,pc2,{string.Join(',', trajectory.Genes.Select(Quoted))}\n");
        for (var i = 0; i < trajectory.States.Count; i++)
            text.AppendJoin(',', [i.ToString(CultureInfo.InvariantCulture), Number(levels[i]), Number(trajectory.Path[i].X), Number(trajectory.Path[i].Y), .. trajectory.States[i].Select(v => v.ToString("R", CultureInfo.InvariantCulture))]).Append('\n');
        return text.ToString();
    }

    /// <summary>The picture: the way in the plane among measured cells, the genes that move most, and their courses.</summary>
    public static string Svg(Trajectory trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Wide} {High}\" width=\"{Wide}\" height=\"{High}\" font-family=\"system-ui,sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"Trajectory of a cell in which {Safe(trajectory.Gene)} is forced\"><rect width=\"{Wide}\" height=\"{High}\" fill=\"#ffffff\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"20\" y=\"24\" font-size=\"15\" fill=\"#222\">{Safe(trajectory.Gene)} from {trajectory.From:0.##} to {trajectory.To:0.##}, step by step, in cell {Safe(trajectory.Cell)}</text>");
        InPlane(trajectory, text);
        Movers(trajectory, text);
        Courses(trajectory, text);
        return text.Append("</svg>\n").ToString();
    }

    /// <summary>Writes trajectory.csv, trajectory.svg and trajectory.html into a folder, which is made.</summary>
    public static void Write(string folder, Trajectory trajectory, double share)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        Directory.CreateDirectory(folder);
        var svg = Svg(trajectory);
        TrainingFolder.Write(Path.Combine(folder, "trajectory.csv"), Csv(trajectory, share));
        TrainingFolder.Write(Path.Combine(folder, "trajectory.svg"), svg);
        TrainingFolder.Write(Path.Combine(folder, "trajectory.html"), $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Safe(trajectory.Gene)} forced</title><style>body{{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#222}}svg{{max-width:100%;height:auto}}</style></head><body><h1>{Safe(trajectory.Gene)} forced in a virtual cell</h1>{svg}<p>{Safe(Caption(trajectory))}</p></body></html>\n");
    }

    private static string Caption(Trajectory t) => FormattableString.Invariant($"Left: {t.Cells.Count} measured cells in the plane of their first two principal components ({t.Explained.X:P0} and {t.Explained.Y:P0} of their variance), and what {t.Model} makes of one of them while {t.Gene} is drawn from {t.From:0.##} to {t.To:0.##} and its own picture is fed back to it (at the depth of the cell, unless the published rule was asked for): {t.States.Count} states, the first untouched. Right: genes that rose and fell most from the first state to the last, and their courses. The network has learned which genes go together and has seen no perturbation: this is what is alike, not what is caused. Its pictures are dense where measured cells have zeros, so that they may lie beside the cloud.{(t.RunsAway ? $" {RanAway}" : "")}");

    private static void InPlane(Trajectory t, StringBuilder text)
    {
        var all = t.Cells.Concat(t.Path).ToArray();
        var (left, top, size) = (30.0, 44.0, Plane - 60.0);
        double lowX = all.Min(p => p.X), highX = all.Max(p => p.X), lowY = all.Min(p => p.Y), highY = all.Max(p => p.Y);
        (double X, double Y) At((double X, double Y) p) => (left + (p.X - lowX) / Math.Max(1e-9, highX - lowX) * size, top + (highY - p.Y) / Math.Max(1e-9, highY - lowY) * (High - 110));
        string[] labels = [.. t.Labels.GroupBy(l => l, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        for (var i = 0; i < t.Cells.Count; i++)
        {
            var (x, y) = At(t.Cells[i]);
            text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"2\" fill=\"{Ink(Array.IndexOf(labels, t.Labels[i]))}\" fill-opacity=\"0.6\"/>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2.5\" points=\"{string.Join(' ', t.Path.Select(p => FormattableString.Invariant($"{At(p).X:0.#},{At(p).Y:0.#}")))}\"/>");
        for (var i = 0; i < t.Path.Count; i++) text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{At(t.Path[i]).X:0.#}\" cy=\"{At(t.Path[i]).Y:0.#}\" r=\"{(i == 0 || i == t.Path.Count - 1 ? 6 : 3)}\" fill=\"{(i == 0 ? "#ffffff" : "#b3261e")}\" stroke=\"#b3261e\" stroke-width=\"2\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{At(t.Path[0]).X + 9:0.#}\" y=\"{At(t.Path[0]).Y - 6:0.#}\" fill=\"#222\">untouched</text><text x=\"{At(t.Path[^1]).X + 9:0.#}\" y=\"{At(t.Path[^1]).Y + 14:0.#}\" fill=\"#222\">forced</text>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"{High - 50}\" fill=\"#555\">component 1 ({100 * t.Explained.X:0} %) →, component 2 ({100 * t.Explained.Y:0} %) ↑</text>");
        for (var i = 0; i < Math.Min(labels.Length, s_inks.Length); i++)
        {
            var (x, y) = (left + i % 4 * 150, High - 30 + i / 4 * 16);
            text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x + 4}\" cy=\"{y - 4}\" r=\"4\" fill=\"{Ink(i)}\"/><text x=\"{x + 12}\" y=\"{y}\" fill=\"#222\">{Safe(i == s_inks.Length - 1 && labels.Length > s_inks.Length ? "others" : Cut(labels[i]))}</text>");
        }
    }

    private static void Movers(Trajectory t, StringBuilder text)
    {
        var (up, down) = t.Movers(Shown);
        var most = Math.Max(1e-9, up.Concat(down).Select(g => Math.Abs(g.Change)).DefaultIfEmpty(0).Max());
        foreach (var (genes, x, title, ink) in new[] { (up, Plane + 90, "rose most", "#b3261e"), (down, Plane + 350, "fell most", "#2b5b9e") })
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"56\" fill=\"#222\">{title}</text>");
            for (var i = 0; i < genes.Count; i++)
                text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x - 6}\" y=\"{76 + i * 16}\" text-anchor=\"end\" fill=\"#222\">{Safe(Cut(genes[i].Gene, 13))}</text><rect x=\"{x}\" y=\"{66 + i * 16}\" width=\"{Math.Abs(genes[i].Change) / most * 120:0.#}\" height=\"11\" fill=\"{ink}\"/><text x=\"{x + 4 + Math.Abs(genes[i].Change) / most * 120:0.#}\" y=\"{76 + i * 16}\" fill=\"#555\" font-size=\"11\">{genes[i].Change:0.00}</text>");
        }
    }

    private static void Courses(Trajectory t, StringBuilder text)
    {
        var (up, down) = t.Movers(Curves / 2);
        string[] genes = [.. up.Select(g => g.Gene), .. down.Select(g => g.Gene)];
        var places = genes.Select(g => t.Genes.ToList().IndexOf(g)).ToArray();
        double left = Plane + 40, top = 296, width = 380, height = 210;
        double low = Math.Min(0, places.SelectMany(g => t.States.Select(s => (double)s[g])).DefaultIfEmpty(0).Min()), high = Math.Max(low + 1e-9, places.SelectMany(g => t.States.Select(s => (double)s[g])).DefaultIfEmpty(1).Max());
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#ccc\"/><text x=\"{left - 6}\" y=\"{top + 10}\" text-anchor=\"end\" fill=\"#555\">{high:0.0}</text><text x=\"{left - 6}\" y=\"{top + height}\" text-anchor=\"end\" fill=\"#555\">{low:0.0}</text><text x=\"{left + width / 2}\" y=\"{top + height + 18}\" text-anchor=\"middle\" fill=\"#555\">step, 0 to {t.States.Count - 1}</text>");
        double X(int i) => left + i / Math.Max(1.0, t.States.Count - 1) * width;
        double Y(double v) => top + height - (v - low) / (high - low) * height;
        for (var k = 0; k < genes.Length; k++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{s_lines[k]}\" stroke-width=\"2\" points=\"{string.Join(' ', t.States.Select((s, i) => FormattableString.Invariant($"{X(i):0.#},{Y(s[places[k]]):0.#}")))}\"/>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + width + 8}\" y=\"{top + 12 + k * 16}\" fill=\"{s_lines[k]}\">{Safe(genes[k])}</text>");
        }
    }

    private static string Ink(int label) => s_inks[Math.Min(label, s_inks.Length - 1)];

    private static string Cut(string text, int most = 22) => text.Length > most ? text[..(most - 1)] + "…" : text;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
