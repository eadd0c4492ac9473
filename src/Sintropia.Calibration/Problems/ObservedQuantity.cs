namespace Sintropia.Calibration.Problems;

/// <summary>What can be observed of a simulated culture.</summary>
public enum ObservedQuantity
{
    /// <summary>Living cells.</summary>
    Living,

    /// <summary>Dead cells that are still visible.</summary>
    Dead,

    /// <summary>Divisions since the start.</summary>
    Divisions,

    /// <summary>Deaths since the start.</summary>
    Deaths,

    /// <summary>Living cells over those at the start.</summary>
    Fold,

    /// <summary>Share of the living in G0.</summary>
    ShareG0,

    /// <summary>Share of the living in G1.</summary>
    ShareG1,

    /// <summary>Share of the living in S.</summary>
    ShareS,

    /// <summary>Share of the living in G2.</summary>
    ShareG2,

    /// <summary>Share of the living in M.</summary>
    ShareM,
}
