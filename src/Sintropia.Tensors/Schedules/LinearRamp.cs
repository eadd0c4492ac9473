namespace Sintropia.Tensors.Schedules;

/// <summary>From one share of the rate to another in a line, and on at that.</summary>
/// <param name="Rate">The whole.</param>
/// <param name="First">Share at step 0.</param>
/// <param name="Last">Share from the end of the ramp on.</param>
/// <param name="Steps">Of the ramp.</param>
public sealed record LinearRamp(double Rate, double First, double Last, int Steps) : ISchedule, IRatio
{
    /// <inheritdoc/>
    public double At(int step) => Rate * Share(step);

    /// <inheritdoc/>
    public double Next(double rate, int step) => step == 0 ? rate * First : rate * (Share(step) / Share(step - 1));

    private double Share(int step) => First + (Last - First) * Math.Min(step, Steps) / Steps;
}
