namespace Sintropia.Web.Cells;

/// <summary>Something to do to one cell from a time on, and to what descends from it.</summary>
public sealed record CellIntervention
{
    /// <summary>When the run is forked, with its unit, such as <c>24 h</c>; a multiple of the tick. The cell has to live then.</summary>
    public required string At { get; init; }

    /// <summary>The intervention, key by key as scenarios write it, such as <c>"compound": "palbociclib", "dose": "1 uM"</c>. It begins when the run is forked unless it says <c>from</c>; its target is the cell.</summary>
    public required IReadOnlyDictionary<string, string> Intervention { get; init; }

    /// <summary>The condition in which the cell lives, where the run has several.</summary>
    public string? Condition { get; init; }

    /// <summary>What the branch is called; null for the beginning of the cell's identity.</summary>
    public string? Name { get; init; }
}
