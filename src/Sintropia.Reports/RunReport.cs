using System.Text.Json;
using Sintropia.Reports.Pages;
using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;
using Sintropia.Reports.Summaries;

namespace Sintropia.Reports;

/// <summary>Turns the directory of a run into one HTML file that needs no network and no other file.</summary>
public static class RunReport
{
    /// <summary>True where the interactive page was built into this assembly. Without it reports are plain tables, and say so.</summary>
    public static bool IsInteractive => PageTemplate.Load() is not null;

    /// <summary>Writes the report of a run, under a temporary name first, so that a reader never sees half of it.</summary>
    /// <param name="runDirectory">What `sintropia run` wrote. Only run.json has to be there; the report says what else is missing.</param>
    /// <param name="htmlPath">Where to write; null for report.html in the run directory.</param>
    /// <param name="options">How much goes in; null for the defaults.</param>
    /// <returns>The full path of the report.</returns>
    /// <exception cref="FileNotFoundException">The directory holds no run.json.</exception>
    /// <exception cref="InvalidDataException">run.json cannot be read; the message names the line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static string Write(string runDirectory, string? htmlPath = null, ReportOptions? options = null)
    {
        options = (options ?? new()).Checked();
        var payload = Summarize(runDirectory, options);
        var path = Path.GetFullPath(htmlPath ?? Path.Combine(runDirectory, "report.html"));
        var temporary = path + ".tmp";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false)) Render(payload, options, writer);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return path;
    }

    /// <summary>Reads a run directory and computes what its report states, without writing anything.</summary>
    /// <param name="runDirectory">What `sintropia run` wrote.</param>
    /// <param name="options">How much goes in; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The directory holds no run.json.</exception>
    /// <exception cref="InvalidDataException">run.json cannot be read; the message names the line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static ReportPayload Summarize(string runDirectory, ReportOptions? options = null) => RunSummary.Read(runDirectory, (options ?? new()).Checked());

    private static void Render(ReportPayload payload, ReportOptions options, TextWriter writer)
    {
        var template = options.PlainTables ? null : PageTemplate.Load();
        if (template is null) PlainPage.Write(payload, !options.PlainTables, writer);
        else template.Fill(payload.Run.Name, JsonSerializer.Serialize(payload, RunJson.Spelling), PlainPage.Tables(payload), writer);
    }
}
