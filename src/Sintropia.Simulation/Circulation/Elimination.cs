namespace Sintropia.Simulation.Circulation;

/// <summary>Which organ a clearance belongs to.</summary>
public enum Elimination
{
    /// <summary>The liver.</summary>
    Hepatic,

    /// <summary>The kidneys.</summary>
    Renal,
}
