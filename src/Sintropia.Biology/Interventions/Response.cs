namespace Sintropia.Biology.Interventions;

/// <summary>How strong an effect is at a level of its agent.</summary>
public abstract record Response
{
    /// <summary>The effect, 0 for none; shape is up to the law.</summary>
    /// <param name="level">Unbound concentration in the agent's unit, or strength of an edit, ≥ 0.</param>
    public abstract double At(double level);
}
