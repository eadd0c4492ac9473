using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>timeseries.csv or events.csv: counts by condition, replicate, population and label. An absent row means no cells.</summary>
internal sealed class CountTable
{
    private readonly record struct Key(string Condition, int Replicate, string Organ, string Tissue, string CellType, string Label);

    private readonly Dictionary<Key, Course> _courses = [];
    private readonly Dictionary<(string Condition, int Replicate), double> _reaches = [];

    private CountTable() { }

    /// <summary>Record times over all replicates, ascending, h.</summary>
    public double[] Times { get; private set; } = [];
    public IReadOnlyList<string> Conditions { get; private set; } = [];

    /// <summary>Labels that ever counted a cell.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];
    public IReadOnlyList<(string Organ, string Tissue, string CellType)> Places { get; private set; } = [];

    public IReadOnlyList<int> Replicates(string condition) => [.. _reaches.Keys.Where(key => key.Condition == condition).Select(key => key.Replicate).Order()];

    /// <param name="directory">Run directory.</param>
    /// <param name="file">File name.</param>
    /// <param name="label">Column that says what is counted.</param>
    /// <param name="notices">Receives what could not be read.</param>
    public static CountTable Read(string directory, string file, string label, List<string> notices)
    {
        var table = new CountTable();
        var times = new HashSet<double>();
        TidyTable.Read(directory, file, ["time_h", "replicate", "value"], ["condition", "organ", "tissue", "cell_type", label], notices, row =>
        {
            var (time, replicate) = (row.Numbers[0], (int)row.Numbers[1]);
            var key = new Key(row.Texts[0], replicate, row.Texts[1], row.Texts[2], row.Texts[3], row.Texts[4]);
            if (!table._courses.TryGetValue(key, out var course)) table._courses[key] = course = new();
            course.Add(time, row.Numbers[2]);
            times.Add(time);
            var run = (row.Texts[0], replicate);
            table._reaches[run] = Math.Max(time, table._reaches.GetValueOrDefault(run, double.NegativeInfinity));
        });
        table.Times = [.. times.Order()];
        foreach (var course in table._courses.Values) course.Close();
        table.Conditions = [.. table._courses.Keys.Select(key => key.Condition).Distinct()];
        table.Labels = [.. table._courses.Where(entry => entry.Value.HasAny).Select(entry => entry.Key.Label).Distinct()];
        table.Places = [.. table._courses.Keys.Select(key => (key.Organ, key.Tissue, key.CellType)).Distinct()];
        return table;
    }

    /// <summary>Count of some labels at a time; null where the replicate had not got there.</summary>
    public double? At(string condition, int replicate, Population population, IEnumerable<string> labels, double time)
    {
        if (!_reaches.TryGetValue((condition, replicate), out var reaches) || time > reaches) return null;
        return labels.Sum(label => Places
            .Where(place => population.CellType is null || (place.Organ == population.Organ && place.Tissue == population.Tissue && place.CellType == population.CellType))
            .Sum(place => _courses.GetValueOrDefault(new(condition, replicate, place.Organ, place.Tissue, place.CellType, label))?.At(time) ?? 0));
    }

    /// <summary>Mean over the replicates that got there.</summary>
    public double? Mean(string condition, Population population, IEnumerable<string> labels, double time)
    {
        var values = Replicates(condition).Select(replicate => At(condition, replicate, population, labels, time)).OfType<double>().ToArray();
        return values.Length > 0 ? values.Average() : null;
    }
}
