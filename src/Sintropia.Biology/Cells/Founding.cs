namespace Sintropia.Biology.Cells;

/// <summary>Where in the cycle founders stand when a run begins.</summary>
public enum Founding
{
    /// <summary>Anywhere, by the stable age density of their law: the culture grows as if it had always grown.</summary>
    Asynchronous,

    /// <summary>All just born.</summary>
    Newborn,

    /// <summary>All at the start of S, as after a block at the G1/S boundary.</summary>
    StartOfS,

    /// <summary>All at the start of mitosis, as after a shake-off.</summary>
    StartOfM,

    /// <summary>All resting in G0.</summary>
    Resting,
}
