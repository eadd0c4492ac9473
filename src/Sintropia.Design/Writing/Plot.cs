using System.Globalization;
using System.Net;
using System.Text;

namespace Sintropia.Design.Writing;

/// <summary>A small figure as SVG: points with intervals and lines over one pair of axes, in colours that hold on light and dark paper.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Across">Label of the horizontal axis, with its unit.</param>
/// <param name="Up">Label of the vertical axis, with its unit.</param>
/// <param name="Traces">What is in it.</param>
internal sealed record Plot(string Title, string Across, string Up, IReadOnlyList<Trace> Traces)
{
    private const double Width = 640, Height = 300, Left = 62, Right = 14, Top = 12, Bottom = 44, Legend = 16;

    private static readonly string[] s_colours = ["#3f74b5", "#c0652a", "#2d8f5c", "#8a5cc0", "#a8801c", "#6b7580", "#b5476e", "#2b9aa0"];

    /// <summary>Names along the horizontal axis in place of numbers: that at i stands at x = i.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether the vertical axis begins at 0.</summary>
    public bool FromZero { get; init; } = true;

    /// <summary>The figure; empty where no point can be shown.</summary>
    public string Svg()
    {
        var shown = Traces.SelectMany(t => t.Points.Concat(t.Points.Zip(t.Intervals, (p, i) => (p.X, Y: i.Low))).Concat(t.Points.Zip(t.Intervals, (p, i) => (p.X, Y: i.High)))).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray();
        if (shown.Length == 0) return "";
        double left = shown.Min(p => p.X), right = shown.Max(p => p.X), low = shown.Min(p => p.Y), high = shown.Max(p => p.Y);
        if (Names.Count > 0) (left, right) = (-0.5, Names.Count - 0.5);
        if (FromZero) (low, high) = (Math.Min(0, low), Math.Max(0, high));
        if (right <= left) (left, right) = (left - 0.5, left + 0.5);
        if (high <= low) high = low + 1;
        high += (high - low) * 0.04;
        double X(double x) => Left + (x - left) / (right - left) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - (y - low) / (high - low) * (Height - Top - Bottom);

        var rows = (Traces.Count + 2) / 3;
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {Width} {Height + rows * Legend}\" role=\"img\" aria-label=\"{Encoded(Title)}\" style=\"max-width:{Width}px;width:100%;font:11px system-ui,sans-serif\" fill=\"currentColor\">"));
        foreach (var tick in Ticks(low, high)) svg.Append(Text($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\" stroke=\"currentColor\" stroke-opacity=\".15\"/><text x=\"{Left - 6}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{tick:G4}</text>"));
        if (Names.Count == 0) foreach (var tick in Ticks(left, right)) svg.Append(Text($"<text x=\"{X(tick):F1}\" y=\"{Height - Bottom + 15}\" text-anchor=\"middle\">{tick:G4}</text>"));
        for (var i = 0; i < Names.Count; i++) svg.Append(Text($"<text x=\"{X(i):F1}\" y=\"{Height - Bottom + 15}\" text-anchor=\"middle\">{Encoded(Names[i])}</text>"));
        for (var i = 0; i < Traces.Count; i++) Draw(svg, Traces[i], s_colours[i % s_colours.Length], X, Y);
        svg.Append(Text($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\" stroke=\"currentColor\"/>"));
        svg.Append(Text($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">{Encoded(Across)}</text><text transform=\"translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Encoded(Up)}</text>"));
        for (var i = 0; i < Traces.Count; i++) svg.Append(Text($"<circle cx=\"{Left + i % 3 * 190}\" cy=\"{Height + i / 3 * Legend}\" r=\"4\" fill=\"{s_colours[i % s_colours.Length]}\"/><text x=\"{Left + i % 3 * 190 + 9}\" y=\"{Height + i / 3 * Legend + 4}\">{Encoded(Traces[i].Name)}</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, Trace trace, string colour, Func<double, double> x, Func<double, double> y)
    {
        if (trace.IsLine)
        {
            var path = new StringBuilder();
            var isOpen = false;
            foreach (var (px, py) in trace.Points)
            {
                var isThere = double.IsFinite(px) && double.IsFinite(py);
                if (isThere) path.Append(Text($"{(isOpen ? 'L' : 'M')}{x(px):F1} {y(py):F1}"));
                isOpen = isThere;
            }

            svg.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"{(trace.IsReference ? " stroke-dasharray=\"5 3\"" : "")}/>");
        }

        for (var i = 0; i < trace.Points.Count; i++)
        {
            var (px, py) = trace.Points[i];
            if (!double.IsFinite(px) || !double.IsFinite(py)) continue;
            if (i < trace.Intervals.Count && double.IsFinite(trace.Intervals[i].Low) && double.IsFinite(trace.Intervals[i].High)) svg.Append(Text($"<line x1=\"{x(px):F1}\" x2=\"{x(px):F1}\" y1=\"{y(trace.Intervals[i].Low):F1}\" y2=\"{y(trace.Intervals[i].High):F1}\" stroke=\"{colour}\" stroke-width=\"1.3\"/>"));
            if (!trace.IsLine) svg.Append(Text($"<circle cx=\"{x(px):F1}\" cy=\"{y(py):F1}\" r=\"3.2\" fill=\"{(trace.IsReference ? "none" : colour)}\" stroke=\"{colour}\"/>"));
        }
    }

    // Four to eight round numbers.
    private static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        foreach (var factor in new[] { 5, 2 })
            if ((high - low) / (step * factor) >= 3.5)
            {
                step *= factor;
                break;
            }

        for (var k = Math.Ceiling(low / step - 1e-9); k * step <= high * (1 + 1e-12); k++) yield return Math.Round(k * step, 12) + 0.0; // no minus before a nought
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
