namespace Sintropia.Tensors.Schedules;

/// <summary>The same rate at every step.</summary>
/// <param name="Rate">The rate.</param>
public sealed record ConstantRate(double Rate) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step) => Rate;
}
