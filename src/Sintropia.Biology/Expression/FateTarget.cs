namespace Sintropia.Biology.Expression;

/// <summary>Which rate of a cell a programme of expression multiplies.</summary>
public enum FateTarget
{
    /// <summary>Progress through a phase.</summary>
    Progress,

    /// <summary>The hazard of all outcomes that threaten the cell already. Where nothing threatens it, nothing is multiplied.</summary>
    Hazard,
}
