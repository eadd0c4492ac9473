namespace Sintropia.Calibration.Problems;

/// <summary>On which scale measurement and simulation are compared. Logarithms are of the number and one half, so that nothing counted is no infinity.</summary>
public enum ObservedScale
{
    /// <summary>As it is.</summary>
    Linear,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>Logarithm to base 10.</summary>
    Log10,
}
