namespace Sintropia.Biology.Cells;

/// <summary>What happened to a cell.</summary>
public enum CellEvent : byte
{
    /// <summary>Nothing is due before the end of the interval.</summary>
    None,

    /// <summary>It entered another phase.</summary>
    Progressed,

    /// <summary>It finished its phase and is held at the checkpoint.</summary>
    Held,

    /// <summary>It divided: it is now its first daughter, and the second was born.</summary>
    Divided,

    /// <summary>It left mitosis undivided.</summary>
    Slipped,

    /// <summary>It left the cycle for good.</summary>
    Senesced,

    /// <summary>It died by apoptosis.</summary>
    Apoptosis,

    /// <summary>It died by necrosis.</summary>
    Necrosis,

    /// <summary>It died in mitosis.</summary>
    MitoticDeath,

    /// <summary>Its remains disappeared.</summary>
    Cleared,
}
