using Sintropia.Web.Problems;

namespace Sintropia.Web.Charts;

/// <summary>What a chart is to show.</summary>
/// <param name="Table">Which table.</param>
/// <param name="By">Columns that tell series apart.</param>
/// <param name="Where">Values that columns have to have.</param>
/// <param name="Points">Most points of a series.</param>
internal sealed record TimeseriesQuery(string Table, IReadOnlyList<string> By, IReadOnlyDictionary<string, string> Where, int Points)
{
    public const int MostPoints = 5000;

    /// <summary>The table of what blood carries, which runs without blood have not.</summary>
    public const string Circulation = "circulation";

    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["timeseries"] = ["condition", "replicate", "organ", "tissue", "cell_type", "phase"],
        ["events"] = ["condition", "replicate", "organ", "tissue", "cell_type", "event"],
        ["exposure"] = ["condition", "replicate", "organ", "tissue", "substance", "unit"],
        [Circulation] = ["condition", "replicate", "substance", "place", "quantity", "unit"],
    };

    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["timeseries"] = ["condition", "phase"], ["events"] = ["condition", "event"], ["exposure"] = ["condition", "tissue", "substance", "unit"],
        [Circulation] = ["condition", "substance", "place", "quantity", "unit"],
    };

    /// <summary>Whether values over other columns are levels, whose mean counts, and not numbers of cells.</summary>
    public bool IsLevel => Table is "exposure" or Circulation;

    /// <exception cref="ApiProblem">There is no such table or column, or there are too many points.</exception>
    public static TimeseriesQuery Of(string? table, string? by, int? points, IReadOnlyDictionary<string, string?> where)
    {
        table ??= "timeseries";
        if (!Columns.TryGetValue(table, out var columns)) throw ApiProblem.Bad($"There is no such table. Give one of {string.Join(", ", Columns.Keys)}.");
        var keys = by is null ? Usual[table] : [.. by.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        if (keys.Any(k => !columns.Contains(k))) throw ApiProblem.Bad($"`by` names a column that {table} has not. Give some of {string.Join(", ", columns)}.");
        if (points is < 2 or > MostPoints) throw ApiProblem.Bad($"points is {points}; give 2 to {MostPoints}.");
        var given = where.Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!);
        return given.Keys.FirstOrDefault(k => !columns.Contains(k)) is { } strange ? throw ApiProblem.Bad($"The table {table} has no column {strange} to choose by.") : new(table, keys, given, points ?? 300);
    }
}
