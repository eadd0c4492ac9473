using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;
using Sintropia.Reports.Summaries;

namespace Sintropia.Reports.Pages;

/// <summary>The report as plain tables: where the page was not built, and for readers without scripts.</summary>
internal static class PlainPage
{
    private const int MostTimes = 25;

    /// <param name="payload">What to show.</param>
    /// <param name="unbuilt">Say that the interactive page was not built.</param>
    /// <param name="writer">Receives the page.</param>
    public static void Write(ReportPayload payload, bool unbuilt, TextWriter writer) => Write(payload.Run.Name, Tables(payload), unbuilt, writer);

    /// <param name="title">Title, not yet encoded.</param>
    /// <param name="tables">HTML of the page.</param>
    /// <param name="unbuilt">Say that the interactive page was not built.</param>
    /// <param name="writer">Receives the page.</param>
    public static void Write(string title, string tables, bool unbuilt, TextWriter writer)
    {
        writer.Write($$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <title>{{Text(title)}} · Sintropia</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 Georgia, "Times New Roman", serif; }
            body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: .5rem 0 2rem; font: 13px/1.4 system-ui, sans-serif; }
            caption { text-align: left; padding: .3rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            code { overflow-wrap: anywhere; }
            </style></head><body>

            """);
        if (unbuilt)
            writer.Write("<p role=\"note\"><em>This report has tables only: Sintropia was built without node, so the interactive page is missing. "
                + "Build it with node 20.19 or later on the path, and write the report again.</em></p>\n");
        writer.Write(tables);
        writer.Write("</body></html>\n");
    }

    /// <summary>Heading, words and tables, without the page around them.</summary>
    public static string Tables(ReportPayload payload)
    {
        var run = payload.Run;
        var html = new StringBuilder();
        html.Append($"<h1>{Text(run.Name)}</h1>\n<p>{Text(run.Description)}</p>\n");
        html.Append($"<p>{Text(run.Status)} · seed {Text(run.Seed)} · fingerprint <code>{Text(run.Fingerprint)}</code></p>\n");
        foreach (var words in payload.Summary) html.Append($"<p>{Text(words)}</p>\n");
        foreach (var notice in payload.Notices) html.Append($"<p><em>{Text(notice)}</em></p>\n");

        Living(payload, html);
        var metrics = payload.Metrics;
        Table(html, $"Growth, {Number(metrics.FromH)} to {Number(metrics.ToH)} h; 95 % intervals in brackets",
            ["condition", "population", "growth rate, 1/h", "doubling time, h", "GR", "first", "last", "fold", "divisions", "deaths"],
            metrics.Rows.Select(row => new[]
            {
                row.Condition, payload.Populations[row.Population].Label, Number(row.Rate), Number(row.DoublingH), Number(row.Gr),
                Count(row.First), Count(row.Last), RunInWords.Number(row.Fold, 3), Count(row.Divisions), Count(row.Deaths),
            }));
        Table(html, "Phases of living cells at the end, %", ["condition", "population", .. Phases.Living],
            metrics.Rows.Select(row => new[] { row.Condition, payload.Populations[row.Population].Label }
                .Concat(Phases.Living.Select(phase => RunInWords.Number(100 * row.Fractions.GetValueOrDefault(phase), 3))).ToArray()));
        Table(html, "Against the control, shared draws, at the end", ["condition", "against", "cells", "difference", "log2 ratio"],
            payload.Paired.Select(course => new[] { course.Condition, course.Against, course.Label, Number(course.Difference[^1]), Number(course.Log2Ratio[^1]) }));
        Expression(payload, html);
        Responses(payload, html);
        Table(html, "Interventions", ["condition", "intervention", "from, h", "until, h"],
            run.Interventions.Select(entry => new[] { entry.Condition, entry.Text, Number(entry.FromH), entry.UntilH is { } until ? Number(until) : "end" }));
        Table(html, "Assumptions", ["subject", "what", "value", "unit", "status", "source", "doi"],
            run.Assumptions.Select(entry => new[] { entry.Subject, entry.What, entry.Value, entry.Unit, entry.Status, entry.Source, entry.Doi }));
        Table(html, "Runs", ["condition", "replicate", "seed", "founders", "living at the end", "divisions", "deaths", "fingerprint"],
            run.Runs.Select(entry => new[]
            {
                entry.Condition, Number(entry.Replicate), entry.Seed, Count(entry.Founders), Count(entry.FinalLiving), Count(entry.Divisions), Count(entry.Deaths), entry.Fingerprint,
            }));
        Table(html, "Files", ["file", "bytes", "sha256"], run.Files.Select(entry => new[] { entry.Key, Count(entry.Value.Bytes), entry.Value.Sha256 }));
        html.Append($"<p>Sintropia {Text(run.Sintropia)}, {Text(run.Machine.Runtime)}, {Text(run.Machine.Os)}, {Text(run.Machine.Processor)}. ");
        html.Append($"The same bits again: <code>{Text(payload.Reproduce)}</code></p>\n");
        return html.ToString();
    }

    private static void Living(ReportPayload payload, StringBuilder html)
    {
        var at = Thinning.Evenly(Enumerable.Range(0, payload.Times.Count).ToArray(), MostTimes);
        var curves = payload.Growth.Where(curve => curve.Population == 0).ToArray();
        Table(html, "Living cells, mean over replicates", ["time, h", .. curves.Select(curve => curve.Condition)],
            at.Select(i => new[] { Number(payload.Times[i]) }.Concat(curves.Select(curve => Count(curve.Mean[i]))).ToArray()));
    }

    private static void Expression(ReportPayload payload, StringBuilder html)
    {
        if (payload.Expression is not { } expression) return;
        Table(html, "Expression, mean over sampled cells at the last snapshot", ["condition", "phase", "cells", .. expression.Measures.Select(m => m.Name)],
            expression.Courses.GroupBy(c => (c.Condition, c.Phase)).Select(group => new[] { group.Key.Condition, group.Key.Phase ?? "all", Count(group.First().Cells[^1]) }
                .Concat(group.OrderBy(c => c.Measure).Select(c => RunInWords.Number(c.Values[^1], 3))).ToArray()));
    }

    private static void Responses(ReportPayload payload, StringBuilder html)
    {
        if (payload.Expression is not { Responses: { Count: > 0 } responses }) return;
        var several = responses[0].Members > 1;
        Table(html, $"What the model does to expression, at the end{(several ? $", with the range of {responses[0].Members} members" : "")}", ["condition", "tissue", "gene", "change", .. several ? new[] { "least", "most" } : []],
            responses.Select(r => new[] { r.Condition, r.Tissue, r.Gene, RunInWords.Number(r.Change[^1], 3) }.Concat(several ? [RunInWords.Number(r.Low[^1], 3), RunInWords.Number(r.High[^1], 3)] : []).ToArray()));
    }

    /// <summary>Adds a table; nothing where it has no rows.</summary>
    internal static void Table(StringBuilder html, string caption, IReadOnlyList<string> header, IEnumerable<string?[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        html.Append($"<table><caption>{Text(caption)}</caption><thead><tr>{string.Concat(header.Select(name => $"<th scope=\"col\">{Text(name)}</th>"))}</tr></thead><tbody>\n");
        foreach (var row in all)
            html.Append($"<tr>{string.Concat(row.Select(cell => $"<td{(IsNumber(cell) ? " class=\"n\"" : "")}>{Text(cell)}</td>"))}</tr>\n");
        html.Append("</tbody></table>\n");
    }

    private static bool IsNumber(string? cell) => cell?.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '−' or '–') && cell.Length < 40;

    private static string Count(double? value) => value is null ? "–" : RunInWords.Count(value);

    private static string Number(double? value) => RunInWords.Number(value, 5);

    private static string Number(Estimate estimate) => estimate is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{RunInWords.Number(estimate.Value, 3)} ({RunInWords.Number(low, 3)} to {RunInWords.Number(high, 3)})")
        : RunInWords.Number(estimate.Value, 3);

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
