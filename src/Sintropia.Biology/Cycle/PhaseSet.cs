namespace Sintropia.Biology.Cycle;

/// <summary>A set of phases, for example those that a drug acts in.</summary>
[Flags]
public enum PhaseSet : ushort
{
    /// <summary>No phase.</summary>
    None = 0,

    /// <summary>Resting.</summary>
    G0 = 1 << Phase.G0,

    /// <summary>First gap.</summary>
    G1 = 1 << Phase.G1,

    /// <summary>DNA synthesis.</summary>
    S = 1 << Phase.S,

    /// <summary>Second gap.</summary>
    G2 = 1 << Phase.G2,

    /// <summary>Mitosis.</summary>
    M = 1 << Phase.M,

    /// <summary>Senescent.</summary>
    Senescent = 1 << Phase.Senescent,

    /// <summary>The four phases of the cycle.</summary>
    Cycling = G1 | S | G2 | M,

    /// <summary>Every phase of a living cell.</summary>
    Living = G0 | Cycling | Senescent,
}
