using System.Globalization;
using System.Net;
using System.Text;

namespace Sintropia.Sweeps.Reporting;

/// <summary>Draws small plots as inline SVG whose colours come from the page.</summary>
internal static class Chart
{
    private const double Width = 360, Height = 220, Left = 58, Right = 12, Top = 10, Bottom = 42;
    private const int MostDots = 2000;

    /// <summary>Bars for each parameter, with intervals.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="names">The parameters.</param>
    /// <param name="series">Bars of each, one colour a series; shape [series][names].</param>
    public static string Bars(string title, IReadOnlyList<string> names, IReadOnlyList<(string Name, IReadOnlyList<Sensitivity.Bounds> Values)> series)
    {
        const double left = 128, row = 14;
        var rows = names.Count * (series.Count * row + 8);
        var height = rows + 34;
        var all = series.SelectMany(s => s.Values).SelectMany(v => new[] { v.Estimate, v.Low, v.High }).Where(double.IsFinite).ToArray();
        var (low, high) = (Math.Min(0, all.DefaultIfEmpty(0).Min()), Math.Max(all.DefaultIfEmpty(1).Max(), 1e-12));
        double X(double value) => left + (value - low) / (high - low) * (Width - left - Right);
        var svg = Begin(title, height);
        foreach (var tick in Ticks(low, high)) svg.Append(Text($"<line class=\"grid\" x1=\"{X(tick):F1}\" x2=\"{X(tick):F1}\" y1=\"0\" y2=\"{rows:F1}\"/><text x=\"{X(tick):F1}\" y=\"{rows + 14:F1}\" text-anchor=\"middle\">{tick:G4}</text>"));
        for (var k = 0; k < names.Count; k++)
        {
            var y = k * (series.Count * row + 8) + 4;
            svg.Append(Text($"<text x=\"{left - 6}\" y=\"{y + series.Count * row / 2 + 4:F1}\" text-anchor=\"end\">{Encoded(names[k])}</text>"));
            for (var s = 0; s < series.Count; s++)
            {
                var (value, at) = (series[s].Values[k], y + s * row);
                if (!double.IsFinite(value.Estimate)) continue;
                var (from, to) = (Math.Min(X(0), X(value.Estimate)), Math.Max(X(0), X(value.Estimate)));
                svg.Append(Text($"<rect class=\"s{s}\" x=\"{from:F1}\" y=\"{at + 2:F1}\" width=\"{to - from:F1}\" height=\"{row - 4}\"/>"));
                if (double.IsFinite(value.Low)) svg.Append(Text($"<path class=\"whisker\" d=\"M{X(value.Low):F1} {at + row / 2:F1}H{X(value.High):F1}\"/>"));
            }
        }

        svg.Append(Text($"<line class=\"axis\" x1=\"{X(0):F1}\" x2=\"{X(0):F1}\" y1=\"0\" y2=\"{rows:F1}\"/>"));
        for (var s = 0; s < series.Count && series.Count > 1; s++) svg.Append(Text($"<rect class=\"s{s}\" x=\"{left + s * 90}\" y=\"{height - 12:F1}\" width=\"10\" height=\"10\"/><text x=\"{left + s * 90 + 14}\" y=\"{height - 3:F1}\">{Encoded(series[s].Name)}</text>"));
        return svg.Append("</svg>").ToString();
    }

    /// <summary>An outcome over a parameter: a dot for each point, and for few values of the parameter a line through their means.</summary>
    public static string Dots(string title, string across, string up, IReadOnlyList<(double X, double Y)> points, bool logarithmic, IReadOnlyList<string>? names = null)
    {
        var shown = points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!logarithmic || p.X > 0)).ToArray();
        if (shown.Length == 0) return "";
        if (logarithmic) shown = [.. shown.Select(p => (Math.Log10(p.X), p.Y))];
        var frame = new Frame(shown.Min(p => p.X), shown.Max(p => p.X), Math.Min(0, shown.Min(p => p.Y)), Math.Max(shown.Max(p => p.Y), 0));
        var svg = Begin(title, Height);
        frame.Axes(svg, across, up, logarithmic, names);
        var every = (shown.Length + MostDots - 1) / MostDots;
        foreach (var (x, y) in shown.Where((_, i) => i % every == 0)) svg.Append(Text($"<circle class=\"dot\" cx=\"{frame.X(x):F1}\" cy=\"{frame.Y(y):F1}\" r=\"2.2\"/>"));
        var means = shown.GroupBy(p => p.X).OrderBy(g => g.Key).Select(g => (g.Key, Mean: g.Average(p => p.Y))).ToArray();
        if (means.Length is > 1 and <= 40 && means.Length * 2 <= shown.Length + means.Length / 2) svg.Append(Line("mean", means.Select(m => (frame.X(m.Key), frame.Y(m.Mean)))));
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Courses over time, one line each.</summary>
    public static string Courses(string title, string across, string up, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> courses)
    {
        var all = courses.SelectMany(c => c.Points).ToArray();
        if (all.Length == 0) return "";
        var frame = new Frame(all.Min(p => p.X), all.Max(p => p.X), 0, Math.Max(all.Max(p => p.Y), 1));
        var height = Height + 14 * courses.Count;
        var svg = Begin(title, height);
        frame.Axes(svg, across, up, false, null);
        for (var s = 0; s < courses.Count; s++)
        {
            svg.Append(Line($"l{s % 6}", courses[s].Points.Select(p => (frame.X(p.X), frame.Y(p.Y)))));
            svg.Append(Text($"<path class=\"l{s % 6}\" d=\"M{Left} {Height + 8 + 14 * s}h18\"/><text x=\"{Left + 24}\" y=\"{Height + 12 + 14 * s}\">{Encoded(courses[s].Name)}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>An outcome over two parameters, as shades.</summary>
    public static string Shades(string title, string across, IReadOnlyList<string> columns, string up, IReadOnlyList<string> rows, Func<int, int, double> value)
    {
        var all = Enumerable.Range(0, columns.Count).SelectMany(c => Enumerable.Range(0, rows.Count).Select(r => value(c, r))).Where(double.IsFinite).ToArray();
        if (all.Length == 0) return "";
        var (low, high) = (all.Min(), all.Max());
        var (wide, tall) = ((Width - Left - Right) / columns.Count, (Height - Top - Bottom) / rows.Count);
        var svg = Begin(title, Height);
        for (var c = 0; c < columns.Count; c++)
            for (var r = 0; r < rows.Count; r++)
            {
                var here = value(c, r);
                var (x, y) = (Left + c * wide, Height - Bottom - (r + 1) * tall);
                var share = high > low ? (here - low) / (high - low) : 0.5;
                svg.Append(double.IsFinite(here) ? Text($"<rect class=\"shade\" style=\"fill-opacity:{0.06 + 0.9 * share:F3}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{wide:F1}\" height=\"{tall:F1}\"><title>{Encoded(columns[c])}, {Encoded(rows[r])}: {here:G5}</title></rect>") : "");
                if (wide > 30 && tall > 11 && double.IsFinite(here)) svg.Append(Text($"<text class=\"{(share > 0.55 ? "light" : "dark")}\" x=\"{x + wide / 2:F1}\" y=\"{y + tall / 2 + 3:F1}\" text-anchor=\"middle\">{here:G3}</text>"));
            }

        for (var c = 0; c < columns.Count; c++) svg.Append(Text($"<text x=\"{Left + (c + 0.5) * wide:F1}\" y=\"{Height - Bottom + 13}\" text-anchor=\"middle\">{Encoded(columns[c])}</text>"));
        for (var r = 0; r < rows.Count; r++) svg.Append(Text($"<text x=\"{Left - 4}\" y=\"{Height - Bottom - (r + 0.5) * tall + 3:F1}\" text-anchor=\"end\">{Encoded(rows[r])}</text>"));
        Label(svg, across, up);
        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Begin(string title, double height) => new StringBuilder().Append(Text($"<svg viewBox=\"0 0 {Width} {height:F0}\" role=\"img\" aria-label=\"{Encoded(title)}\">"));

    private static void Label(StringBuilder svg, string across, string up)
    {
        svg.Append(Text($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Encoded(across)}</text>"));
        svg.Append(Text($"<text transform=\"translate(12 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Encoded(up)}</text>"));
    }

    private static string Line(string style, IEnumerable<(double X, double Y)> points) => $"<path class=\"{style}\" d=\"M{string.Join("L", points.Select(p => Text($"{p.X:F1} {p.Y:F1}")))}\"/>";

    /// <summary>Four to eight round numbers.</summary>
    private static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        foreach (var factor in new[] { 5, 2 })
            if ((high - low) / (step * factor) >= 3.5)
            {
                step *= factor;
                break;
            }

        for (var k = Math.Ceiling(low / step); k * step <= high * (1 + 1e-12); k++) yield return Math.Round(k * step, 12);
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The frame of a plot: where numbers lie in it.</summary>
    private sealed class Frame(double lowX, double highX, double lowY, double highY)
    {
        private readonly double _highX = highX > lowX ? highX : lowX + 1, _highY = (highY > lowY ? highY : lowY + 1) is var top ? top + (top - lowY) * 0.05 : 0;

        public double X(double x) => Left + (x - lowX) / (_highX - lowX) * (Width - Left - Right);

        public double Y(double y) => Height - Bottom - (y - lowY) / (_highY - lowY) * (Height - Top - Bottom);

        public void Axes(StringBuilder svg, string across, string up, bool logarithmic, IReadOnlyList<string>? names)
        {
            foreach (var tick in Ticks(lowY, _highY)) svg.Append(Text($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\"/><text x=\"{Left - 6}\" y=\"{Y(tick) + 3:F1}\" text-anchor=\"end\">{tick:G4}</text>"));
            foreach (var tick in Ticks(lowX, _highX))
            {
                var name = names is null ? (logarithmic ? Math.Pow(10, tick) : tick).ToString("G4", CultureInfo.InvariantCulture) : tick == Math.Floor(tick) && tick >= 0 && tick < names.Count ? names[(int)tick] : "";
                svg.Append(Text($"<text x=\"{X(tick):F1}\" y=\"{Height - Bottom + 14}\" text-anchor=\"middle\">{Encoded(name)}</text>"));
            }

            svg.Append(Text($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(Math.Max(0, lowY)):F1}\" y2=\"{Y(Math.Max(0, lowY)):F1}\"/>"));
            Label(svg, across, up);
        }
    }
}
