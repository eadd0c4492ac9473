namespace Sintropia.Tensors.Schedules;

/// <summary>A rate that is multiplied by a factor after every so many steps; with one step, exponential decay.</summary>
/// <param name="Rate">At step 0.</param>
/// <param name="Factor">Of each drop.</param>
/// <param name="Every">Steps between drops.</param>
public sealed record StepDecay(double Rate, double Factor, int Every = 1) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        // Squarings in one order, so that the bits are the same everywhere.
        var (rate, factor) = (Rate, Factor);
        for (var drops = step / Every; drops > 0; drops >>= 1, factor *= factor)
            if ((drops & 1) != 0)
                rate *= factor;
        return rate;
    }
}
