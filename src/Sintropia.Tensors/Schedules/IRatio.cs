namespace Sintropia.Tensors.Schedules;

/// <summary>A schedule that can say how it changes a rate which others change too.</summary>
public interface IRatio
{
    /// <summary>The rate of a step from that of the step before.</summary>
    /// <param name="rate">Of the step before; the base rate at step 0.</param>
    /// <param name="step">Counts from 0.</param>
    double Next(double rate, int step);
}
