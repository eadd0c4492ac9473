using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Writing;

/// <summary>Draws a plot as inline SVG whose colours come from the page.</summary>
internal static class SvgPlot
{
    private const double Width = 340, Height = 210, Left = 52, Right = 10, Top = 10, Bottom = 40;

    public static string Of(Plot plot)
    {
        var points = plot.Expected.Concat(plot.Obtained).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray();
        if (points.Length == 0) return "";
        var (low, high, top) = (points.Min(p => p.X), points.Max(p => p.X), points.Max(p => p.Y) * 1.05);
        var half = plot.Style == PlotStyle.Bars && plot.Obtained.Count > 1 ? (plot.Obtained[1].X - plot.Obtained[0].X) / 2 : 0;
        if (half > 0) (low, high) = (Math.Min(low, plot.Obtained[0].X - half), Math.Max(high, plot.Obtained[^1].X + half));
        if (high == low) high = low + 1;
        if (!(top > 0)) top = 1;
        double X(double x) => Left + (x - low) / (high - low) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - Math.Max(0, y) / top * (Height - Top - Bottom);

        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(plot.Title)}\">"));
        foreach (var tick in Ticks(0, top)) svg.Append(Text($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\"/><text x=\"{Left - 6}\" y=\"{Y(tick) + 3:F1}\" text-anchor=\"end\">{tick:G4}</text>"));
        foreach (var (place, name) in plot.Names.Count > 0 ? plot.Names.Select((n, i) => (i + 0.5, n)) : Ticks(low, high).Select(t => (t, t.ToString("G4", CultureInfo.InvariantCulture))))
            svg.Append(Text($"<text x=\"{X(place):F1}\" y=\"{Height - Bottom + 14}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(name)}</text>"));
        switch (plot.Style)
        {
            case PlotStyle.Bars:
                foreach (var (x, y) in plot.Obtained)
                    svg.Append(Text($"<rect class=\"obtained\" x=\"{X(x - half * 0.85):F1}\" y=\"{Y(y):F1}\" width=\"{X(x + half * 0.85) - X(x - half * 0.85):F1}\" height=\"{Height - Bottom - Y(y):F1}\"/>"));
                svg.Append(Line("expected", plot.Expected, X, Y));
                break;
            case PlotStyle.Points:
                foreach (var (x, y) in plot.Obtained) svg.Append(Text($"<circle class=\"obtained\" cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"3\"/>"));
                svg.Append(Line("expected", plot.Expected, X, Y));
                break;
            default:
                svg.Append(Line("obtained", plot.Obtained, X, Y));
                foreach (var (x, y) in plot.Expected) svg.Append(Text($"<path class=\"expected\" d=\"M{X(x) - 4:F1} {Y(y):F1}h8m-4 -4v8\"/>"));
                break;
        }

        svg.Append(Text($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>"));
        svg.Append(Text($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(plot.Across)}</text>"));
        svg.Append(Text($"<text transform=\"translate(12 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(plot.Up)}</text></svg>"));
        return svg.ToString();
    }

    private static string Line(string style, IEnumerable<(double X, double Y)> points, Func<double, double> across, Func<double, double> up)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var (x, y) in points)
        {
            if (double.IsFinite(x)) path.Append(Text($"{pen}{across(x):F1} {up(y):F1}"));
            pen = double.IsFinite(x) ? 'L' : 'M';
        }

        return $"<path class=\"{style}\" d=\"{path}\"/>";
    }

    /// <summary>Four to eight round numbers.</summary>
    private static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        foreach (var factor in new[] { 5, 2 })
            if ((high - low) / (step * factor) >= 3.5) { step *= factor; break; }
        for (var k = Math.Ceiling(low / step); k * step <= high; k++) yield return Math.Round(k * step, 10);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
