namespace Sintropia.Biology.Death;

/// <summary>What a hazard leads to. Outcomes compete: the first to strike decides.</summary>
public enum Outcome : byte
{
    /// <summary>Programmed death.</summary>
    Apoptosis,

    /// <summary>Death by swelling and rupture.</summary>
    Necrosis,

    /// <summary>Death in mitosis, or of a mitosis gone wrong.</summary>
    MitoticDeath,

    /// <summary>Leaving mitosis undivided, with twice the chromosomes.</summary>
    Slippage,

    /// <summary>Leaving the cycle for good, alive.</summary>
    Senescence,
}
