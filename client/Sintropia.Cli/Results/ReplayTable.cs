using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Replays;

namespace Sintropia.Cli.Results;

/// <summary>A replayed cell tick by tick, as a table.</summary>
internal static class ReplayTable
{
    public static void Write(string path, OrganismPlan plan, ReplayedLife life)
    {
        var expressing = plan.Expression is { } expression
            ? Enumerable.Range(0, expression.Dimensions).Select(k => expression.Features.Count > 0 ? expression.Features[k] : string.Create(CultureInfo.InvariantCulture, $"x{k}")).ToArray() : [];
        var unfinished = path + ".tmp";
        try
        {
            using (var table = new TableFile(unfinished, string.Join(',', (string[])["time_h", "tissue", "phase", "held", "entered_h", "fingerprint", .. expressing.Length > 0 ? plan.Agents.Select(a => Quoted("level_" + a.Name)) : [], .. expressing.Select(Quoted)]), 0))
            {
                foreach (var moment in life.Moments) Row(table, moment, plan.Tissues[moment.Tissue].Name, expressing.Length > 0 ? plan.Agents.Count : 0);
                table.Flush();
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Row(TableFile table, CellMoment moment, string tissue, int agents)
    {
        table.Add(moment.Time).Add(tissue).Add(moment.Cell.Phase.Name()).Add(moment.Cell.Is(CellTraits.Held) ? 1 : 0).Add(moment.Cell.Entered).Add(moment.Fingerprint.ToString("x32", CultureInfo.InvariantCulture));
        for (var agent = 0; agent < agents; agent++)
        {
            if (moment.Levels.Count > 0) table.Add(moment.Levels[agent]);
            else table.Add(""); // founders before the first tick
        }

        foreach (var value in moment.Expression?.Present ?? []) table.Add(value);
        table.EndRow();
    }

    private static string Quoted(string name) => name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
