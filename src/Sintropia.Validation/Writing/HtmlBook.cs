using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Writing;

/// <summary>A book as one HTML file that needs nothing else: light and dark, readable on paper.</summary>
public static class HtmlBook
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2126;--soft:#5b6570;--paper:#fff;--band:#f4f6f8;--rule:#d9dfe5;--pass:#1a7f4b;--fail:#c0271d;--law:#b3541e;--found:#3f74b5}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--paper:#15181c;--band:#1e2329;--rule:#333b44;--pass:#4cc38a;--fail:#ff7b72;--law:#f0a36b;--found:#6ea2e0}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:68rem;padding:2rem 1.25rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2.2rem 0 .4rem}p{margin:.3rem 0 .7rem;max-width:52rem}.soft,small{color:var(--soft)}
        table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}th{text-align:left;font-weight:600;font-size:.82rem;color:var(--soft)}
        th,td{padding:.35rem .5rem;border-bottom:1px solid var(--rule);vertical-align:top}td.n,th.n{text-align:right;white-space:nowrap}td.t{overflow-wrap:anywhere;font-size:.8rem;max-width:9rem}
        .pass{color:var(--pass)}.fail{color:var(--fail);font-weight:700}small{display:block;line-height:1.35}.verdict{display:inline-block;padding:.15rem .7rem;border:1.5px solid;border-radius:1rem;font-weight:600}
        figure{display:inline-block;width:22rem;max-width:100%;margin:.4rem 1rem .4rem 0}figcaption{font-size:.85rem;color:var(--soft)}svg{display:block;width:100%}svg text{font-size:10px;fill:var(--soft)}
        .grid{stroke:var(--rule);stroke-width:.6}.axis{stroke:var(--soft)}path{fill:none;stroke-width:1.8}.expected{stroke:var(--law)}path.obtained{stroke:var(--found)}rect.obtained,circle.obtained{fill:var(--found)}
        svg.row{width:13rem;min-width:11rem}.row .band{fill:var(--law);opacity:.22}.row .law{stroke:var(--law);stroke-width:1.6}.row .error,.row .wrong{stroke-width:1.6}.row .error{stroke:var(--found)}.row .dot{fill:var(--found)}.row .wrong{stroke:var(--fail)}.row text{font-size:8.5px}.row .no{fill:var(--fail)}
        @media print{:root{--ink:#000;--soft:#444;--paper:#fff;--band:#f2f2f2;--rule:#bbb;--pass:#0a5c33;--fail:#a00;--law:#a34400;--found:#777}tr,figure{break-inside:avoid}h2,thead{break-after:avoid}body{font-size:8.5pt;padding:0}figure{width:13rem}svg.row{width:9rem;min-width:0}th,td{padding:.15rem .3rem}}
        """;

    /// <summary>The page.</summary>
    public static string Of(VerificationBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var html = new StringBuilder();
        var header = book.Header;
        var failed = book.Failures.Count();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        html.Append(Text($"<title>Verification, seed {header.Seed}</title><style>{Style}</style></head><body><h1>Verification</h1>"));
        html.Append(Text($"<p><span class=\"verdict {(book.AllPassed ? "pass" : "fail")}\">{(failed == 0 ? $"all {book.Rows.Count} rows pass" : $"{failed} of {book.Rows.Count} rows fail")}</span></p>"));
        html.Append(Text($"<p>Seed {header.Seed}, published before the run; {header.Founders} founders a culture; {book.Elapsed.TotalSeconds:F1} s. "));
        html.Append(Text($"{header.Comparisons} statistical comparisons share one error rate: a correct engine fails any of them with probability {header.FamilyWise:P0}, so each may deviate by {header.CriticalZ:F2} standard errors. "));
        if (book.LeftOut.Count > 0) html.Append(Text($"{book.LeftOut.Count} rows are left out as their source is not confirmed. "));
        if (book.Wrong.Count > 0) html.Append(Text($"{book.Rows.Count(r => book.Wrong.ContainsKey(r.Name))} of {book.Rows.Count} rows were seen to fail under a wrong law. "));
        html.Append("Cells of a clone are relatives: errors come from leaving out one clone at a time.</p>");
        html.Append("<p class=\"soft\">In plots the orange line or crosses are what must come out, blue is the engine. In the plot of a row the band is what passes, the dot the engine with its standard error, and the cross what a wrong law gives.</p>");
        if (failed > 0) html.Append(Text($"<h2>Failed</h2><ul>{string.Concat(book.Failures.Select(f => $"<li class=\"fail\">{Encoded(f.Name)}</li>"))}</ul>"));
        foreach (var group in book.Rows.GroupBy(r => r.Group)) Group(html, [.. group], book.Wrong);
        LeftOut(html, book.LeftOut);
        return html.Append("</body></html>").ToString();
    }

    /// <summary>Writes the page to a temporary name beside the path, then renames it: no half page is ever there.</summary>
    public static void Write(VerificationBook book, string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, Of(book));
        File.Move(temporary, path, overwrite: true);
    }

    private static void Group(StringBuilder html, VerificationRow[] rows, IReadOnlyDictionary<string, WrongReading> wrong)
    {
        html.Append(Text($"<section><h2>{Encoded(rows[0].Group)}</h2>"));
        foreach (var plot in rows.Select(r => r.Plot).OfType<Plot>()) html.Append(Text($"<figure>{SvgPlot.Of(plot)}<figcaption>{Encoded(plot.Title)}</figcaption></figure>"));
        html.Append("<div class=\"wide\"><table><thead><tr><th>verdict</th><th>row</th><th class=\"n\">expected</th><th class=\"n\">obtained</th><th class=\"n\">tolerance</th><th>expected, obtained and wrong</th></tr></thead><tbody>");
        foreach (var row in rows) Row(html, row, wrong.GetValueOrDefault(row.Name));
        html.Append("</tbody></table></div>");
        foreach (var source in rows.Select(r => r.Source).Distinct()) html.Append(Text($"<small>Source: {Encoded(source)}.</small>"));
        html.Append("</section>");
    }

    private static void Row(StringBuilder html, VerificationRow row, WrongReading? wrong)
    {
        var verdict = row.Verdict == Verdict.Pass ? "pass" : "fail";
        html.Append(Text($"<tr><td class=\"{verdict}\">{verdict}</td><td>{Encoded(row.Name)}<small>{Encoded(row.What)}. If the law were wrong: {Encoded(row.WrongLaw)}."));
        if (wrong is not null) html.Append(Text($" Run with {Encoded(wrong.Law)} it reads {Encoded(wrong.Obtained.ToString())} and fails."));
        html.Append("</small></td>").Append(Cell(row.Expected)).Append(Cell(row.Obtained));
        html.Append(row.Expected.Number is null ? "<td></td>" : Text($"<td class=\"n\">{row.Tolerance:G3}<small>{Encoded(row.Basis)}</small></td>"));
        html.Append(Text($"<td>{RowPlot.Of(row, wrong)}</td></tr>"));
    }

    private static void LeftOut(StringBuilder html, IReadOnlyList<UnconfirmedRow> rows)
    {
        if (rows.Count == 0) return;
        html.Append(Text($"<section><h2>Left out</h2><p>{rows.Count} numbers of the literature could be rows. Nobody has read them in their source for this book, so they are not.</p>"));
        html.Append("<div class=\"wide\"><table><thead><tr><th>row</th><th>number</th><th>said to be in</th></tr></thead><tbody>");
        foreach (var row in rows) html.Append(Text($"<tr><td>{Encoded(row.Name)}</td><td>{Encoded(row.Value)}</td><td>{Encoded(row.Source)}</td></tr>"));
        html.Append("</tbody></table></div></section>");
    }

    private static string Cell(Reading reading) => reading.Number is null ? $"<td class=\"t\">{Encoded(reading.ToString())}</td>" : $"<td class=\"n\">{reading}</td>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
