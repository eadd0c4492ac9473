using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Writing;

/// <summary>One row as a plot: what passes as a band, what came out as a dot with its error, what a wrong law gives as a cross.</summary>
internal static class RowPlot
{
    private const int Width = 240, Height = 44, Margin = 14, Axis = 18;

    /// <summary>The plot; two words where the row holds texts.</summary>
    public static string Of(VerificationRow row, WrongReading? wrong)
    {
        if (row.Expected.Number is not { } expected || row.Obtained.Number is not { } obtained) return Words(row, wrong);
        var other = wrong?.Obtained.Number is { } w && double.IsFinite(w) ? w : double.NaN;
        var error = row.StandardError is { } se && double.IsFinite(se) ? se : 0;
        double[] ends = [expected - row.Tolerance, expected + row.Tolerance, obtained - error, obtained + error, other];
        var (low, high) = (ends.Where(double.IsFinite).Min(), ends.Where(double.IsFinite).Max());
        if (high == low) (low, high) = (low - 1, high + 1);
        double X(double x) => Margin + (x - low) / (high - low) * (Width - 2 * Margin);

        var svg = new StringBuilder();
        svg.Append(Text($"<svg class=\"row\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encoded(row.Name)}\"><line class=\"grid\" x1=\"{Margin}\" x2=\"{Width - Margin}\" y1=\"{Axis}\" y2=\"{Axis}\"/>"));
        svg.Append(Text($"<rect class=\"band\" x=\"{X(expected - row.Tolerance):F1}\" width=\"{Math.Max(1, X(expected + row.Tolerance) - X(expected - row.Tolerance)):F1}\" y=\"{Axis - 9}\" height=\"18\"/>"));
        svg.Append(Text($"<line class=\"law\" x1=\"{X(expected):F1}\" x2=\"{X(expected):F1}\" y1=\"{Axis - 9}\" y2=\"{Axis + 9}\"/>"));
        if (double.IsFinite(obtained))
        {
            if (error > 0) svg.Append(Text($"<line class=\"error\" x1=\"{X(obtained - error):F1}\" x2=\"{X(obtained + error):F1}\" y1=\"{Axis}\" y2=\"{Axis}\"/>"));
            svg.Append(Text($"<circle class=\"dot\" cx=\"{X(obtained):F1}\" cy=\"{Axis}\" r=\"3.2\"/>"));
        }

        svg.Append(Text($"<text x=\"{X(expected):F1}\" y=\"{Height - 6}\" text-anchor=\"{Anchor(X(expected))}\">{expected:G4}</text>"));
        if (!double.IsNaN(other))
        {
            svg.Append(Text($"<path class=\"wrong\" d=\"M{X(other) - 4:F1} {Axis - 4}l8 8m0 -8l-8 8\"/>"));
            if (Math.Abs(X(other) - X(expected)) > 46) svg.Append(Text($"<text class=\"no\" x=\"{X(other):F1}\" y=\"{Height - 6}\" text-anchor=\"{Anchor(X(other))}\">{other:G4}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Words(VerificationRow row, WrongReading? wrong) =>
        wrong is null ? "" : Text($"<small>{(row.Verdict == Verdict.Pass ? "the same" : "not the same")}; under the wrong law <span class=\"fail\">{Encoded(Short(wrong.Obtained.ToString()))}</span></small>");

    private static string Short(string text) => text.Length <= 14 ? text : text[..12] + "…";

    private static string Anchor(double x) => x < 40 ? "start" : x > Width - 40 ? "end" : "middle";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
