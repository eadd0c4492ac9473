using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Reading;

/// <summary>exposure.csv and circulation.csv: concentrations by condition, place and substance, replicates averaged.</summary>
internal static class ExposureTable
{
    private readonly record struct Key(string Condition, string Organ, string Tissue, string Substance, string Unit);

    /// <summary>What tissues feel.</summary>
    public static IReadOnlyList<ExposureCourse> Read(string directory, int maximumPoints, List<string> notices) =>
        Read(directory, "exposure.csv", ["condition", "organ", "tissue", "substance", "unit"], maximumPoints, notices);

    /// <summary>What blood carries: total and unbound concentrations in plasma and organs; and the function of organs whose cells carry a clearance. Empty for runs without blood.</summary>
    public static IReadOnlyList<ExposureCourse> Organs(string directory, int maximumPoints, List<string> notices) => !File.Exists(Path.Combine(directory, "circulation.csv"))
        ? []
        : [.. Read(directory, "circulation.csv", ["condition", "place", "quantity", "substance", "unit"], maximumPoints, notices).Where(course => course.Tissue is "concentration" or "unbound" or "function")];

    private static IReadOnlyList<ExposureCourse> Read(string directory, string file, string[] texts, int maximumPoints, List<string> notices)
    {
        var sums = new Dictionary<Key, SortedDictionary<double, (double Sum, int Count)>>();
        TidyTable.Read(directory, file, ["time_h", "value"], texts, notices, row =>
        {
            var key = new Key(row.Texts[0], row.Texts[1], row.Texts[2], row.Texts[3], row.Texts[4]);
            if (!sums.TryGetValue(key, out var course)) sums[key] = course = [];
            var (sum, count) = course.GetValueOrDefault(row.Numbers[0]);
            course[row.Numbers[0]] = (sum + row.Numbers[1], count + 1);
        });
        return [.. sums.Select(entry => Thinned(entry.Key, [.. entry.Value.Select(point => (point.Key, point.Value.Sum / point.Value.Count))], maximumPoints))];
    }

    /// <summary>Drops points between equal neighbours first: steps keep their corners. What is still too long is thinned evenly.</summary>
    private static ExposureCourse Thinned(Key key, (double Time, double Value)[] points, int maximumPoints)
    {
        var corners = points.Where((point, i) => i == 0 || i == points.Length - 1 || point.Value != points[i - 1].Value || point.Value != points[i + 1].Value).ToArray();
        var kept = Thinning.Evenly(corners, maximumPoints);
        return new(key.Condition, key.Organ, key.Tissue, key.Substance, key.Unit, [.. kept.Select(point => point.Time)], [.. kept.Select(point => point.Value)]);
    }
}
