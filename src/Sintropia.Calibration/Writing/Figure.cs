using System.Globalization;
using System.Net;
using System.Text;

namespace Sintropia.Calibration.Writing;

/// <summary>A small figure: measured things, laws and bands over one pair of axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Across">Label of the horizontal axis, with its unit.</param>
/// <param name="Up">Label of the vertical axis, with its unit.</param>
/// <param name="Traces">What is in it.</param>
public sealed record Figure(string Title, string Across, string Up, IReadOnlyList<Trace> Traces)
{
    private const double Width = 400, Height = 260, Left = 54, Right = 14, Top = 14, Bottom = 42;

    /// <summary>Whether the horizontal axis is logarithmic.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether the vertical axis begins at 0.</summary>
    public bool FromZero { get; init; } = true;

    /// <summary>The figure as SVG, coloured by the page's style.</summary>
    public string Svg()
    {
        var shown = Traces.SelectMany(t => t.Points.Concat(t.Points.Zip(t.Upper, (p, u) => (p.X, Y: u)))).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!Logarithmic || p.X > 0)).ToArray();
        if (shown.Length == 0) return "";
        double left = shown.Min(p => Across1(p.X)), right = shown.Max(p => Across1(p.X)), low = shown.Min(p => p.Y), high = shown.Max(p => p.Y);
        foreach (var bars in Traces.Where(t => t.Style == TraceStyle.Bars && t.Points.Count > 1)) (left, right) = (Math.Min(left, bars.Points[0].X - Half(bars)), Math.Max(right, bars.Points[^1].X + Half(bars)));
        if (FromZero) low = Math.Min(0, low);
        if (right == left) (left, right) = (left - 0.5, right + 0.5);
        if (high == low) high = low + 1;
        high += (high - low) * 0.04;
        double X(double x) => Left + (Across1(x) - left) / (right - left) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - (y - low) / (high - low) * (Height - Top - Bottom);

        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Title)}\">"));
        foreach (var tick in Ticks(low, high)) svg.Append(Text($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\"/><text x=\"{Left - 6}\" y=\"{Y(tick) + 3:F1}\" text-anchor=\"end\">{tick:G4}</text>"));
        foreach (var tick in Logarithmic ? Decades(left, right) : Ticks(left, right)) svg.Append(Text($"<text x=\"{X(tick):F1}\" y=\"{Height - Bottom + 15}\" text-anchor=\"middle\">{tick:G4}</text>"));
        foreach (var trace in Traces) svg.Append(Drawn(trace, X, Y));
        svg.Append(Text($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>"));
        svg.Append(Text($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(Across)}</text>"));
        return svg.Append(Text($"<text transform=\"translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(Up)}</text></svg>")).ToString();
    }

    private double Across1(double x) => Logarithmic ? Math.Log10(x) : x;

    private static double Half(Trace bars) => (bars.Points[1].X - bars.Points[0].X) / 2;

    private string Drawn(Trace trace, Func<double, double> x, Func<double, double> y)
    {
        var kept = trace.Points.Select((p, i) => (p.X, p.Y, Upper: i < trace.Upper.Count ? trace.Upper[i] : double.NaN)).Where(p => !Logarithmic || !(p.X <= 0)).ToArray();
        switch (trace.Style)
        {
            case TraceStyle.Measured: return string.Concat(kept.Where(p => double.IsFinite(p.Y)).Select(p => Text($"<circle class=\"measured\" cx=\"{x(p.X):F1}\" cy=\"{y(p.Y):F1}\" r=\"2.6\"/>")));
            case TraceStyle.Bars: return string.Concat(kept.Select(p => Text($"<rect class=\"measured\" x=\"{x(p.X - Half(trace) * 0.9):F1}\" y=\"{y(p.Y):F1}\" width=\"{x(p.X + Half(trace) * 0.9) - x(p.X - Half(trace) * 0.9):F1}\" height=\"{Math.Max(0, y(0) - y(p.Y)):F1}\"/>")));
            case TraceStyle.Band:
                var whole = kept.Where(p => double.IsFinite(p.Y) && double.IsFinite(p.Upper)).ToArray();
                return whole.Length < 2 ? "" : Text($"<path class=\"band\" d=\"M{string.Join('L', whole.Select(p => Text($"{x(p.X):F1} {y(p.Y):F1}")).Concat(whole.Reverse().Select(p => Text($"{x(p.X):F1} {y(p.Upper):F1}"))))}Z\"/>");
            default:
                var path = new StringBuilder();
                double? before = null;
                foreach (var (px, py, _) in kept)
                {
                    if (!double.IsFinite(px) || !double.IsFinite(py)) { before = null; continue; }
                    path.Append(before is null ? Text($"M{x(px):F1} {y(py):F1}") : trace.Style == TraceStyle.Steps ? Text($"H{x(px):F1}V{y(py):F1}") : Text($"L{x(px):F1} {y(py):F1}"));
                    before = py;
                }

                return $"<path class=\"{(trace.Style == TraceStyle.Steps ? "steps" : trace.Style == TraceStyle.Law ? "law" : "other")}\" d=\"{path}\"/>";
        }
    }

    /// <summary>Four to eight round numbers.</summary>
    private static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        foreach (var factor in new[] { 5, 2 })
            if ((high - low) / (step * factor) >= 3.5) { step *= factor; break; }
        for (var k = Math.Ceiling(low / step - 1e-9); k * step <= high * (1 + 1e-12); k++) yield return Math.Round(k * step, 12) + 0.0; // no minus before a nought
    }

    private static IEnumerable<double> Decades(double low, double high)
    {
        var every = Math.Max(1, (int)Math.Ceiling((high - low) / 6));
        for (var power = (int)Math.Ceiling(low - 1e-9); power <= high + 1e-9; power += every) yield return Math.Pow(10, power);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
