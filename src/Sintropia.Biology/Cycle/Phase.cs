namespace Sintropia.Biology.Cycle;

/// <summary>What state of the cycle, or of death, a cell is in.</summary>
public enum Phase : byte
{
    /// <summary>Resting outside the cycle (GO:0044838).</summary>
    G0,

    /// <summary>First gap (GO:0051318).</summary>
    G1,

    /// <summary>DNA synthesis (GO:0051320).</summary>
    S,

    /// <summary>Second gap (GO:0051319).</summary>
    G2,

    /// <summary>Mitosis (GO:0000279).</summary>
    M,

    /// <summary>Alive, and out of the cycle for good.</summary>
    Senescent,

    /// <summary>Dead by apoptosis and still visible.</summary>
    Apoptotic,

    /// <summary>Dead by necrosis and still visible.</summary>
    Necrotic,

    /// <summary>Dead in or after a failed mitosis and still visible.</summary>
    MitoticDeath,
}
