using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>response.csv: how far a trained model moves genes over time.</summary>
internal static class ResponseCourses
{
    private readonly record struct Key(string Gene, string Condition, string Tissue);

    public static IReadOnlyList<ResponseCourse> Read(string directory, string[] conditions, int maximumPoints, List<string> notices)
    {
        var rows = new Dictionary<Key, SortedDictionary<double, List<double[]>>>();
        if (!File.Exists(Path.Combine(directory, "response.csv"))) return [];
        TidyTable.Read(directory, "response.csv", ["time_h", "change", "low", "high", "members"], ["gene", "condition", "tissue"], notices, row =>
        {
            var key = new Key(row.Texts[0], row.Texts[1], row.Texts[2]);
            if (!rows.TryGetValue(key, out var course)) rows[key] = course = [];
            if (!course.TryGetValue(row.Numbers[0], out var replicates)) course[row.Numbers[0]] = replicates = [];
            replicates.Add([.. row.Numbers]);
        });
        return [.. rows.OrderBy(r => Array.IndexOf(conditions, r.Key.Condition)).Select(entry =>
        {
            var times = Thinning.Evenly([.. entry.Value.Keys], maximumPoints);
            double[] Of(int column) => [.. times.Select(time => Math.Round(entry.Value[time].Average(row => row[column]), 5))];
            return new ResponseCourse(entry.Key.Gene, entry.Key.Condition, entry.Key.Tissue, (int)entry.Value.Values.First()[0][4], times, Of(1), Of(2), Of(3));
        })];
    }
}
