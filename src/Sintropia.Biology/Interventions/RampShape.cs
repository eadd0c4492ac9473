namespace Sintropia.Biology.Interventions;

/// <summary>How a level rises after its onset.</summary>
public enum RampShape
{
    /// <summary>At once.</summary>
    Step,

    /// <summary>Along a straight line, complete after the ramp's hours.</summary>
    Linear,

    /// <summary>First-order approach, u = 1 − e^(−t/τ), with τ the ramp's hours.</summary>
    Exponential,
}
