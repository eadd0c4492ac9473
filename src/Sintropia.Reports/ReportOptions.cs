namespace Sintropia.Reports;

/// <summary>How much of a run goes into its report.</summary>
public sealed record ReportOptions
{
    /// <summary>Longest time course drawn, in points; longer ones are thinned evenly, ends kept. From 2. Default: 300.</summary>
    public int MaximumPoints { get; init; } = 300;

    /// <summary>Most clones to choose from. Default: 8.</summary>
    public int MaximumClones { get; init; } = 8;

    /// <summary>Largest tree drawn, in cells; of a larger one the earliest generations are kept. Default: 260.</summary>
    public int MaximumTreeCells { get; init; } = 260;

    /// <summary>Most cells shown in the plane, by what they express. 0 for none; fewer than 30 are not laid out. Default: 1,500.</summary>
    public int MaximumMappedCells { get; init; } = 1500;

    /// <summary>Write plain tables even where the interactive page was built. Default: false.</summary>
    public bool PlainTables { get; init; }

    internal ReportOptions Checked()
    {
        if (MaximumPoints < 2)
            throw new ArgumentOutOfRangeException(nameof(MaximumPoints), MaximumPoints, $"A time course of {MaximumPoints} points cannot be drawn. Give 2 or more; 300 is enough for paper.");
        if (MaximumClones < 0)
            throw new ArgumentOutOfRangeException(nameof(MaximumClones), MaximumClones, $"{MaximumClones} clones cannot be shown. Give 0 for none.");
        if (MaximumTreeCells < 1)
            throw new ArgumentOutOfRangeException(nameof(MaximumTreeCells), MaximumTreeCells, $"A tree of {MaximumTreeCells} cells cannot be drawn. Give 1 or more.");
        if (MaximumMappedCells < 0)
            throw new ArgumentOutOfRangeException(nameof(MaximumMappedCells), MaximumMappedCells, $"{MaximumMappedCells} cells cannot be shown. Give 0 for none.");
        return this;
    }
}
