namespace Sintropia.Biology.Interventions;

/// <summary>E(s) = Eₘₐₓ·min(s, 1): for edits, whose strength runs from 0 to 1, and for ideal blocks.</summary>
/// <param name="Maximum">Eₘₐₓ, the effect at full strength.</param>
public sealed record Proportional(double Maximum) : Response
{
    /// <inheritdoc/>
    public override double At(double level) => Maximum * Math.Min(Math.Max(level, 0), 1);
}
