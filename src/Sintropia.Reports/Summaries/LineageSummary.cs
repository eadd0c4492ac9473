using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Summaries;

/// <summary>Reads lineage.csv twice: once to count durations and choose clones, once to take the chosen ones.</summary>
internal static class LineageSummary
{
    private const string Cycle = "cycle";

    private sealed class CloneTally
    {
        public int Cells;
        public int Deaths;
    }

    public static LineageView? Read(string directory, IReadOnlyList<string> conditions, string control, ReportOptions options, List<string> notices)
    {
        long cells = 0, completed = 0;
        var shown = new Dictionary<string, int>(); // the replicate whose trees are drawn
        var tallies = new Dictionary<(string Condition, long Clone), CloneTally>();
        var durations = new Dictionary<(string Condition, string Phase), Histogram>();
        var present = LineageTable.Read(directory, notices, cell =>
        {
            cells++;
            if (!shown.TryGetValue(cell.Condition, out var replicate)) shown[cell.Condition] = replicate = cell.Replicate;
            if (cell.Replicate == replicate)
            {
                if (!tallies.TryGetValue((cell.Condition, cell.CloneNumber), out var tally)) tallies[(cell.Condition, cell.CloneNumber)] = tally = new();
                tally.Cells++;
                if (cell.Died) tally.Deaths++;
            }

            // Founders began before the run, and an unfinished phase has no duration.
            if (cell.Founder || !cell.Divided) return;
            completed++;
            for (var phase = 0; phase < Phases.Timed.Count; phase++)
                if (cell[phase] > 0)
                    Of(durations, cell.Condition, Phases.Timed[phase]).Add(cell[phase]);
            Of(durations, cell.Condition, Cycle).Add(cell.End - cell.Birth);
        });
        if (!present || cells == 0) return null;

        var chosen = Choose(tallies, conditions, control, options);
        var rows = new Dictionary<(string Condition, long Clone), List<LineageCell>>();
        // The second reading finds what the first has already told; while the run goes on, more too, even of conditions that had not begun.
        LineageTable.Read(directory, [], cell =>
        {
            if (!chosen.ContainsKey(cell.CloneNumber) || !shown.TryGetValue(cell.Condition, out var replicate) || cell.Replicate != replicate) return;
            if (!rows.TryGetValue((cell.Condition, cell.CloneNumber), out var tree)) rows[(cell.Condition, cell.CloneNumber)] = tree = [];
            tree.Add(cell);
        });
        var clones = chosen.Select(entry => new CloneView(entry.Key, entry.Value,
            [.. conditions.Where(condition => rows.ContainsKey((condition, entry.Key))).Select(condition => Tree(rows[(condition, entry.Key)], options))]));
        string[] phases = [.. Phases.Timed, Cycle];
        return new(cells, completed, [.. clones], [.. phases.Select(phase => Binned(phase, durations, conditions)).OfType<DurationHistogram>()]);
    }

    private static Histogram Of(Dictionary<(string, string), Histogram> durations, string condition, string phase) =>
        durations.TryGetValue((condition, phase), out var histogram) ? histogram : durations[(condition, phase)] = new();

    /// <summary>Variety, not a sample: the largest, the median and the one that lost most, first in the control and then in the others. Ties go to the lowest number.</summary>
    private static Dictionary<long, List<string>> Choose(
        Dictionary<(string Condition, long Clone), CloneTally> tallies, IReadOnlyList<string> conditions, string control, ReportOptions options)
    {
        var chosen = new Dictionary<long, List<string>>();
        void Take(long clone, string reason)
        {
            if (chosen.TryGetValue(clone, out var reasons)) reasons.Add(reason);
            else if (chosen.Count < options.MaximumClones) chosen[clone] = [reason];
        }

        foreach (var condition in conditions.OrderBy(condition => condition == control ? 0 : 1))
        {
            var clones = tallies.Where(entry => entry.Key.Condition == condition).OrderByDescending(entry => entry.Value.Cells).ThenBy(entry => entry.Key.Clone).ToList();
            // A clone that cannot be drawn whole shows less than the largest that can.
            var drawable = clones.Where(entry => entry.Value.Cells <= options.MaximumTreeCells).ToList();
            if (drawable.Count == 0) drawable = clones;
            if (drawable.Count == 0) continue;
            Take(drawable[0].Key.Clone, drawable.Count < clones.Count ? $"largest that can be drawn, {condition}" : $"largest, {condition}");
            Take(drawable[drawable.Count / 2].Key.Clone, $"median, {condition}");
            var mourned = drawable.MaxBy(entry => entry.Value.Deaths);
            if (mourned.Value.Deaths > 0) Take(mourned.Key.Clone, $"most deaths, {condition}");
        }

        return chosen;
    }

    private static CloneTree Tree(List<LineageCell> cells, ReportOptions options)
    {
        var kept = cells.OrderBy(cell => cell.Birth).ThenBy(cell => cell.Id, StringComparer.Ordinal).Take(options.MaximumTreeCells).ToList();
        var at = kept.Select((cell, i) => (cell.Id, i)).ToDictionary(entry => entry.Id, entry => entry.i);
        return new(kept[0].Condition, kept[0].Replicate, cells.Count - kept.Count, [.. kept.Select(cell => cell.Id)],
            [.. kept.Select(cell => at.GetValueOrDefault(cell.Parent, -1))], [.. kept.Select(cell => cell.CellType)], [.. kept.Select(cell => cell.Birth)],
            [.. kept.Select(cell => cell.End)], [.. kept.Select(cell => cell.Fate)], [.. kept.Select(cell => new[] { cell.G0, cell.G1, cell.S, cell.G2, cell.M })]);
    }

    /// <summary>One set of bins for all conditions, whole minutes wide, about forty of them from the 0.1 % to the 99.9 % point.</summary>
    private static DurationHistogram? Binned(string phase, Dictionary<(string Condition, string Phase), Histogram> durations, IReadOnlyList<string> conditions)
    {
        var present = conditions.Where(condition => durations.ContainsKey((condition, phase))).Select(condition => (condition, histogram: durations[(condition, phase)])).ToList();
        if (present.Count == 0) return null;
        var low = present.Min(entry => entry.histogram.Quantile(0.001)) * 60;
        var high = present.Max(entry => entry.histogram.Quantile(0.999)) * 60;
        int[] widths = [1, 2, 3, 5, 6, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440];
        var width = widths.FirstOrDefault(w => high - low <= 40 * w, 2880);
        var start = Math.Max(0, (int)(low / width) - 1) * width;
        var bins = (int)Math.Ceiling((high - start) / width) + 1;
        return new(phase, width / 60.0, start / 60.0, [.. present.Select(entry =>
            new DurationSeries(entry.condition, entry.histogram.Count, entry.histogram.Mean, entry.histogram.Cv, entry.histogram.Binned(start, width, bins)))]);
    }
}
