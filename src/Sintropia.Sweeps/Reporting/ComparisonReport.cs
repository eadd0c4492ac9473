using System.Globalization;
using System.Text;
using Sintropia.Sweeps.Comparison;

namespace Sintropia.Sweeps.Reporting;

/// <summary>Writes the page of a comparison.</summary>
public static class ComparisonReport
{
    private const int MostLines = 24;

    /// <summary>Writes the page under a temporary name and renames it.</summary>
    public static void Write(ComparedRuns compared, string path) => Page.Write(path, Of(compared));

    /// <summary>The page.</summary>
    public static string Of(ComparedRuns compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var names = compared.Runs.Select(r => r.Name).ToArray();
        var title = names.Length > 4 ? $"{names.Length} runs compared" : string.Join(" · ", names);
        var html = new StringBuilder($"<h1>{Page.Encoded(title)}</h1><p>{(compared.Equal ? "<span class=\"good\">Equal to the last bit</span>" : "<span class=\"bad\">Different</span>")}</p>");
        html.Append(Page.Table("Runs", ["run", "status", ">seed", "Sintropia", "fingerprint", "first other than the first run"], compared.Runs.Select((run, i) => (string[])
            [run.Name, run.Manifest.Status.ToString().ToLowerInvariant(), run.Manifest.Seed.ToString(CultureInfo.InvariantCulture), run.Manifest.Sintropia, run.Manifest.Fingerprint ?? "–", i == 0 ? "" : Left(run)])));
        if (compared.Scenario.Count > 0) html.Append(Page.Table("What differs in their scenarios", ["where", .. names], compared.Scenario.Select(d => (string[])[d.Path, .. d.Values.Select(v => v ?? "–")])));
        else html.Append("<p>Their scenarios say the same.</p>");
        foreach (var condition in compared.Runs.SelectMany(r => r.Courses.Keys).Distinct())
        {
            var courses = compared.Runs.Where(r => r.Courses.ContainsKey(condition)).Take(MostLines).Select(r => (r.Name, r.Courses[condition])).ToArray();
            html.Append(Page.Figure(Chart.Courses($"Living cells, {condition}", "h", "living cells", courses), $"{condition}: living cells, the mean over replicates"));
        }

        html.Append(Page.Table("What came out", ["condition", ">replicate", "outcome", .. names.Select(n => ">" + n)], compared.Outcomes.Select(o => (string[])
            [o.Condition, o.Replicate.ToString(CultureInfo.InvariantCulture), o.Name, .. o.Values.Select(v => v?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–")])));
        return Page.Of(title, html.ToString());
    }

    /// <summary>Where a run leaves the first, in words.</summary>
    public static string Left(ComparedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Departure switch
        {
            { } d => string.Create(CultureInfo.InvariantCulture, $"{(d.After is { } after ? $"after {after:0.##} h, by {d.Hours:0.##} h" : $"from {d.Hours:0.##} h on")}, {d.Condition}{(d.Replicate > 1 ? $" #{d.Replicate}" : "")}"),
            null when run.CommonRecords == 0 => "no record in common",
            _ => "the same at every common record",
        };
    }
}
