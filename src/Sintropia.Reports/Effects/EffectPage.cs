using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Pages;
using Sintropia.Reports.Reading;
using Sintropia.Reports.Summaries;

namespace Sintropia.Reports.Effects;

/// <summary>What pages of effects have in common with each other and with the report of a run: the built page filled with a payload, or plain tables.</summary>
internal static class EffectPage
{
    public static string Version { get; } = typeof(EffectPage).Assembly.GetName().Version!.ToString(3);

    public static void Write(string path, string title, object payload, string tables, bool plainTables) => CsvFile.Renamed(path, writer =>
    {
        var template = plainTables ? null : PageTemplate.Load();
        if (template is null) PlainPage.Write(title, tables, !plainTables, writer);
        else template.Fill(title, JsonSerializer.Serialize(payload, RunJson.Spelling), tables, writer);
    });

    public static StringBuilder Heading(string title, string source, IEnumerable<string> notices)
    {
        var html = new StringBuilder($"<h1>{WebUtility.HtmlEncode(title)}</h1>\n<p>{WebUtility.HtmlEncode(source)}</p>\n");
        foreach (var notice in notices) html.Append($"<p><em>{WebUtility.HtmlEncode(notice)}</em></p>\n");
        return html;
    }

    public static string Number(double value) => double.IsPositiveInfinity(value) ? "∞" : double.IsNaN(value) ? "–" : value != 0 && Math.Abs(value) < 1e-3 ? value.ToString("0.00e+0", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal) : RunInWords.Number(value, 3);

    public static string Number(Interval interval) => double.IsNaN(interval.Low) && double.IsNaN(interval.High) ? Number(interval.Estimate) : $"{Number(interval.Estimate)} ({Number(interval.Low)} to {Number(interval.High)})";
}
