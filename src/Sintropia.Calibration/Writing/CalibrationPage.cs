using System.Globalization;
using System.Net;
using System.Text;

namespace Sintropia.Calibration.Writing;

/// <summary>A calibration as one HTML file that needs nothing else: light and dark, readable on paper.</summary>
/// <param name="title">What was calibrated.</param>
public sealed class CalibrationPage(string title)
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2126;--soft:#5b6570;--paper:#fff;--rule:#d9dfe5;--law:#b3541e;--other:#7a4fa3;--found:#3f74b5}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--paper:#15181c;--rule:#333b44;--law:#f0a36b;--other:#b99be0;--found:#6ea2e0}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:68rem;padding:2rem 1.25rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2rem 0 .4rem}p{margin:.3rem 0 .7rem;max-width:52rem}.soft,figcaption{color:var(--soft);font-size:.85rem}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.4rem 0 1rem}.wide{overflow-x:auto}th{text-align:left;font-weight:600;font-size:.82rem;color:var(--soft)}th,td{padding:.25rem .6rem;border-bottom:1px solid var(--rule)}
        figure{display:inline-block;width:25rem;max-width:100%;margin:.4rem 1rem .6rem 0;vertical-align:top}svg{display:block;width:100%}svg text{font-size:11px;fill:var(--soft)}
        .grid{stroke:var(--rule);stroke-width:.6}.axis{stroke:var(--soft)}path{fill:none;stroke-width:1.8}.law{stroke:var(--law)}.other{stroke:var(--other);stroke-dasharray:5 3}.steps{stroke:var(--found)}.measured{fill:var(--found)}.band{fill:var(--law);opacity:.2;stroke:none}
        .key i{display:inline-block;width:1.1rem;height:.6rem;margin:0 .3rem 0 .8rem;vertical-align:baseline}.key .law{background:var(--law)}.key .other{background:var(--other)}.key .steps,.key .measured{background:var(--found)}.key .band{background:var(--law)}
        @media print{:root{--ink:#000;--soft:#444;--paper:#fff;--rule:#bbb;--law:#a34400;--other:#555;--found:#777}tr,figure{break-inside:avoid}h2{break-after:avoid}body{font-size:9.5pt;padding:0}figure{width:16rem}}
        """;

    private readonly StringBuilder _html = new();

    /// <summary>A heading.</summary>
    public CalibrationPage Heading(string text) => Add($"<h2>{Encoded(text)}</h2>");

    /// <summary>A sentence or more.</summary>
    public CalibrationPage Paragraph(string text) => Add($"<p>{Encoded(text)}</p>");

    /// <summary>A figure with its legend.</summary>
    public CalibrationPage Add(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var keys = figure.Traces.Where(t => t.Name.Length > 0).DistinctBy(t => t.Name).Select(t => $"<i class=\"{Key(t.Style)}\"></i>{Encoded(t.Name)}");
        return Add($"<figure>{figure.Svg()}<figcaption>{Encoded(figure.Title)}<span class=\"key\">{string.Concat(keys)}</span></figcaption></figure>");
    }

    /// <summary>A table.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Rows; numbers are written with four digits.</param>
    public CalibrationPage Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Add($"<div class=\"wide\"><table><thead><tr>{string.Concat(columns.Select(c => $"<th>{Encoded(c)}</th>"))}</tr></thead><tbody>");
        foreach (var row in rows) Add($"<tr>{string.Concat(row.Select(v => $"<td>{Encoded(Cell(v))}</td>"))}</tr>");
        return Add("</tbody></table></div>");
    }

    /// <summary>The page.</summary>
    public override string ToString() => "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        + $"<title>{Encoded(title)}</title><style>{Style}</style></head><body><h1>{Encoded(title)}</h1>{_html}</body></html>";

    /// <summary>Writes the page under a temporary name first.</summary>
    public void Write(string path) => WholeFile.Write(path, ToString());

    private static string Key(TraceStyle style) => style switch { TraceStyle.Law => "law", TraceStyle.Other => "other", TraceStyle.Band => "band", _ => "measured" };

    private static string Cell(object? value) => value switch
    {
        null => "–",
        double number when double.IsNaN(number) => "–",
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private CalibrationPage Add(string html)
    {
        _html.Append(html);
        return this;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
