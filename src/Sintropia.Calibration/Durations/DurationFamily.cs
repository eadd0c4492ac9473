namespace Sintropia.Calibration.Durations;

/// <summary>Laws of durations that can be fitted: those that a scenario can name and that have a few numbers.</summary>
public enum DurationFamily
{
    /// <summary>A constant chance of leaving.</summary>
    Exponential,

    /// <summary>A constant chance of leaving after a time that all take.</summary>
    DelayedExponential,

    /// <summary>A chain of equal, memoryless stages.</summary>
    Erlang,

    /// <summary>A normal logarithm.</summary>
    LogNormal,
}
