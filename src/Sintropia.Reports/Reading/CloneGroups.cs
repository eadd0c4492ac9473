using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>clones.csv at two times: living cells by group of founder clones, replicates summed.</summary>
internal sealed class CloneGroups
{
    private readonly Dictionary<(string Condition, string Organ, string Tissue, string CellType, int Group), (double First, double Last)> _cells = [];

    public bool Present { get; private init; }

    /// <summary>Number of groups: one more than the largest seen.</summary>
    public int Count { get; private set; }

    public static CloneGroups Read(string directory, double from, double to, List<string> notices)
    {
        var found = new CloneGroups { Present = File.Exists(Path.Combine(directory, "clones.csv")) };
        TidyTable.Read(directory, "clones.csv", ["time_h", "group", "value"], ["condition", "organ", "tissue", "cell_type", "phase"], notices, row =>
        {
            var (time, group) = (row.Numbers[0], (int)row.Numbers[1]);
            if ((time != from && time != to) || !Phases.IsLiving(row.Texts[4])) return;
            var key = (row.Texts[0], row.Texts[1], row.Texts[2], row.Texts[3], group);
            var (first, last) = found._cells.GetValueOrDefault(key);
            found._cells[key] = (first + (time == from ? row.Numbers[2] : 0), last + (time == to ? row.Numbers[2] : 0));
            found.Count = Math.Max(found.Count, group + 1);
        });
        return found;
    }

    /// <summary>Living cells per group at both times; shape [groups].</summary>
    public (double First, double Last)[] Of(string condition, Population population)
    {
        var groups = new (double First, double Last)[Count];
        foreach (var (key, cells) in _cells)
        {
            if (key.Condition != condition) continue;
            if (population.CellType is not null && (key.Organ != population.Organ || key.Tissue != population.Tissue || key.CellType != population.CellType)) continue;
            groups[key.Group] = (groups[key.Group].First + cells.First, groups[key.Group].Last + cells.Last);
        }

        return groups;
    }
}
