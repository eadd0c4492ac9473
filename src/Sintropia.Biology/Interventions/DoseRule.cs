namespace Sintropia.Biology.Interventions;

/// <summary>Keeps doses back while something in the body is too low, or too high.</summary>
/// <param name="Measure">What is looked at.</param>
/// <param name="Below">Whether a dose is kept back below the threshold; above it otherwise.</param>
/// <param name="Threshold">Where keeping back begins.</param>
/// <param name="Resume">Where it ends: at or above it for a rule below a threshold, at or below it otherwise. The threshold itself where nothing else is said.</param>
/// <param name="Reduction">Factor on all doses after each time that it began; 1 for none.</param>
public sealed record DoseRule(Measure Measure, bool Below, double Threshold, double Resume, double Reduction = 1)
{
    /// <summary>Where keeping back ends.</summary>
    public double Resume { get; } = Below ? Resume >= Threshold ? Resume : throw Backwards(Resume, Threshold, "above") : Resume <= Threshold ? Resume : throw Backwards(Resume, Threshold, "below");

    /// <summary>Factor on later doses, above 0 to 1.</summary>
    public double Reduction { get; } = Reduction is > 0 and <= 1
        ? Reduction
        : throw new ArgumentOutOfRangeException(nameof(Reduction), Reduction, $"Doses cannot be reduced to {Reduction} of what they were. Give a share above 0 and up to 1.");

    /// <summary>Looks at a value when a dose is due.</summary>
    /// <param name="memory">What the rule remembers.</param>
    /// <param name="value">What was measured.</param>
    /// <returns>What it remembers from now on; the dose is kept back if that says that it holds.</returns>
    public RuleMemory Look(RuleMemory memory, double value)
    {
        var limit = memory.Holds ? Resume : Threshold;
        var holds = Below ? value < limit : value > limit;
        return new(holds, memory.Times + (holds && !memory.Holds ? 1 : 0), memory.Kept + (holds ? 1 : 0));
    }

    private static ArgumentOutOfRangeException Backwards(double resume, double threshold, string side) =>
        new(nameof(resume), resume, $"Doses that are kept back at {threshold} cannot go on at {resume}: the rule would never come to rest. Let them go on at the threshold or {side} it.");
}
