namespace Sintropia.Biology.Cells;

/// <summary>Marks of a cell's fate.</summary>
[Flags]
public enum CellTraits : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Born as daughter 1, not 0.</summary>
    SecondDaughter = 1,

    /// <summary>Finished with its phase and held at the checkpoint behind it.</summary>
    Held = 2,

    /// <summary>Lethally hit: it dies at its next mitosis.</summary>
    Doomed = 4,

    /// <summary>Slipped out of mitosis undivided, or descends from such a cell.</summary>
    Tetraploid = 8,
}
