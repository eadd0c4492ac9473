namespace Sintropia.Design.Trials;

/// <summary>What is counted of a simulated culture or organism.</summary>
public enum ReadoutQuantity
{
    /// <summary>Living cells.</summary>
    Living,

    /// <summary>Divisions since the start.</summary>
    Divisions,

    /// <summary>Deaths since the start, of any kind.</summary>
    Deaths,
}
