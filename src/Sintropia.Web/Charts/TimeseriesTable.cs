using System.Globalization;
using Sintropia.Runs.Results;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Charts;

/// <summary>Sums a table up while it is read: what is kept is as large as the answer before it is thinned, however many rows there are.</summary>
internal static class TimeseriesTable
{
    private const int MostSeries = 500, MostPointsKept = 2_000_000;
    private const string Time = "time_h", Value = "value", Replicate = "replicate";

    /// <param name="reader">The table.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="growing">Whether it is still written, so that its last row may be half of one.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TimeseriesView Read(TextReader reader, TimeseriesQuery query, bool growing, CancellationToken cancellation)
    {
        if (reader.ReadLine() is not { } head) return new(query.Table, query.By, 0, []);
        var text = reader.ReadLine();
        if (text is null && growing) return new(query.Table, query.By, 0, []); // what is there may be half of the head
        var columns = CsvRows.Fields(head, query.Table, 1);
        int Column(string name) => Array.IndexOf(columns, name);
        var (time, value, replicate) = (Column(Time), Column(Value), Column(Replicate));
        var (by, where) = (query.By.Select(Column).ToArray(), query.Where.Select(w => (At: Column(w.Key), w.Value)).ToArray());
        if (time < 0 || value < 0 || replicate < 0 || by.Contains(-1) || where.Any(w => w.At < 0)) throw new InvalidDataException($"The table {query.Table} has other columns than this version writes.");

        var series = new Dictionary<string, Line>();
        long rows = 0, points = 0;
        var line = 1;
        while (text is not null)
        {
            var next = reader.ReadLine();
            if (next is null && growing) break;
            var fields = CsvRows.Fields(text, query.Table, ++line);
            text = next;
            if ((++rows & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (fields.Length != columns.Length || where.Any(w => fields[w.At] != w.Value)) continue;
            var key = string.Join('\u001f', by.Select(b => fields[b]));
            if (!series.TryGetValue(key, out var found))
            {
                if (series.Count == MostSeries) throw ApiProblem.Bad($"More than {MostSeries} series come of this `by`. Name fewer columns, or choose a condition, tissue or cell_type.");
                series[key] = found = new(by.Select(b => fields[b]).ToArray());
            }

            if (found.Add(Number(fields[time]), fields[replicate], Number(fields[value])) && ++points > MostPointsKept)
                throw ApiProblem.Bad("The table has too many points for one chart. Name fewer columns in `by`, or download the table.");
        }

        return new(query.Table, query.By, rows, [.. series.Values.Select(s => s.Thinned(query))]);
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>One series in the making: sums over rows, and how many replicates and rows stand behind each.</summary>
    private sealed class Line(string[] key)
    {
        private readonly SortedDictionary<double, (double Sum, int Rows, int Replicates, string Last)> _points = [];

        /// <returns>Whether this is a new time.</returns>
        public bool Add(double time, string replicate, double value)
        {
            var known = _points.TryGetValue(time, out var point);
            // Rows of a replicate stand together in the table.
            _points[time] = (point.Sum + value, point.Rows + 1, point.Replicates + (point.Last == replicate ? 0 : 1), replicate);
            return !known;
        }

        public TimeseriesLine Thinned(TimeseriesQuery query)
        {
            var all = _points.ToArray();
            var kept = all.Length <= query.Points ? all : [.. Enumerable.Range(0, query.Points).Select(i => all[(int)Math.Round(i * (all.Length - 1.0) / (query.Points - 1))])]; // both ends are kept
            var names = query.By.Zip(key).ToDictionary(p => p.First, p => p.Second);
            return new(names, [.. kept.Select(p => p.Key)], [.. kept.Select(p => p.Value.Sum / (query.IsLevel ? p.Value.Rows : query.By.Contains(Replicate) ? 1 : p.Value.Replicates))]);
        }
    }
}
