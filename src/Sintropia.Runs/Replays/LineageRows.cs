using System.Globalization;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Replays;

/// <summary>Reads `lineage.csv` for one condition and replicate.</summary>
internal sealed class LineageRows(RunDirectory directory, string condition, int replicate)
{
    private const string FileName = "lineage.csv";

    private readonly string _replicate = replicate.ToString(CultureInfo.InvariantCulture);

    public bool IsKept => directory.Has(FileName);

    /// <summary>What it says of some cells.</summary>
    public Dictionary<string, RecordedLife> Of(IReadOnlySet<string> cells) => Rows().Where(r => cells.Contains(r[0]))
        .ToDictionary(r => r[0], r => new RecordedLife(r[1], r[5], Number(r[9]), Number(r[10]), r[11], [.. r[12..16].Select(h => float.Parse(h, CultureInfo.InvariantCulture))]));

    /// <summary>The line from the founder to a cell; null if the cell or one of its ancestors is not in the table.</summary>
    public IReadOnlyList<CellId>? LineOf(CellId cell)
    {
        var mothers = Rows().ToDictionary(r => r[0], r => r[1]);
        var line = new List<CellId>();
        for (var id = cell.ToString(); id.Length > 0;)
        {
            if (!mothers.TryGetValue(id, out var mother) || !CellId.TryParse(id, out var parsed)) return null;
            line.Add(parsed);
            id = mother;
        }

        line.Reverse();
        return line;
    }

    private IEnumerable<string[]> Rows() => CsvRows.Read(directory.PathOf(FileName)).Where(r => r[7] == condition && r[8] == _replicate);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
