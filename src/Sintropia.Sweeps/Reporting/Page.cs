using System.Net;
using System.Text;

namespace Sintropia.Sweeps.Reporting;

/// <summary>The frame of a page of this project: one HTML file that needs nothing else, light and dark, readable on paper.</summary>
internal static class Page
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2126;--soft:#5b6570;--paper:#fff;--rule:#d9dfe5;--a:#3f74b5;--b:#b3541e;--c:#1a7f4b;--d:#7d4fb0;--e:#a8801c;--f:#5b6570;--bad:#c0271d;--good:#1a7f4b}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--paper:#15181c;--rule:#333b44;--a:#6ea2e0;--b:#f0a36b;--c:#4cc38a;--d:#b895e0;--e:#d9b75e;--f:#9aa5b1;--bad:#ff7b72;--good:#4cc38a}}
        @media print{:root{--ink:#000;--soft:#444;--paper:#fff;--rule:#bbb}section,tr,figure{break-inside:avoid}body{font-size:9.5pt}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:72rem;padding:2rem 1.25rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2.2rem 0 .4rem}p{margin:.3rem 0 .7rem;max-width:56rem}.soft,caption{color:var(--soft)}.bad{color:var(--bad);font-weight:600}.good{color:var(--good);font-weight:600}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.85rem;margin:.5rem 0 1.5rem}caption{text-align:left;padding:.3rem 0}th{text-align:left;font-weight:600;color:var(--soft)}
        th,td{padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--rule);vertical-align:top}.n{text-align:right;white-space:nowrap}code{overflow-wrap:anywhere}
        figure{display:inline-block;width:23rem;max-width:100%;margin:.4rem 1rem .8rem 0;vertical-align:top}figcaption{font-size:.85rem;color:var(--soft)}svg{display:block;width:100%}svg text{font-size:10px;fill:var(--soft)}
        .grid{stroke:var(--rule);stroke-width:.6}.axis{stroke:var(--soft)}path{fill:none;stroke-width:1.6}.dot{fill:var(--a);fill-opacity:.45}.mean{stroke:var(--b)}.whisker{stroke:var(--ink);stroke-width:1.1}.s0{fill:var(--a)}.s1{fill:var(--b)}.shade{fill:var(--a)}
        .l0{stroke:var(--a)}.l1{stroke:var(--b)}.l2{stroke:var(--c)}.l3{stroke:var(--d)}.l4{stroke:var(--e)}.l5{stroke:var(--f)}text.light{fill:var(--paper)}text.dark{fill:var(--ink)}
        """;

    /// <summary>A page.</summary>
    public static string Of(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        + $"<title>{Encoded(title)} · Sintropia</title><style>{Style}</style></head><body>{body}</body></html>\n";

    /// <summary>A figure.</summary>
    public static string Figure(string svg, string caption) => svg.Length == 0 ? "" : $"<figure>{svg}<figcaption>{Encoded(caption)}</figcaption></figure>";

    /// <summary>A table. Headings that begin with &gt; stand over numbers.</summary>
    public static string Table(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder($"<div class=\"wide\"><table><caption>{Encoded(caption)}</caption><thead><tr>");
        foreach (var heading in headings) html.Append(heading.StartsWith('>') ? $"<th class=\"n\">{Encoded(heading[1..])}</th>" : $"<th>{Encoded(heading)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++) html.Append(headings[i].StartsWith('>') ? $"<td class=\"n\">{Encoded(row[i])}</td>" : $"<td>{Encoded(row[i])}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    /// <summary>Writes a page to a temporary name beside the path, then renames it.</summary>
    public static void Write(string path, string page)
    {
        var unfinished = path + ".tmp";
        try
        {
            File.WriteAllText(unfinished, page);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
