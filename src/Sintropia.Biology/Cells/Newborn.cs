namespace Sintropia.Biology.Cells;

/// <summary>What a division leaves besides the first daughter, who takes her mother's place.</summary>
public struct Newborn
{
    /// <summary>The mother, as she was when she divided.</summary>
    public Cell Mother;

    /// <summary>The second daughter.</summary>
    public Cell Cell;

    /// <summary>Her marks.</summary>
    public Marks Marks;
}
