namespace Sintropia.Tensors.Schedules;

/// <summary>Up to the highest rate and down far below the first, while momentum goes the other way.</summary>
/// <param name="Highest">Rate at the top.</param>
/// <param name="Steps">In all.</param>
/// <param name="Rise">Share of steps on the way up.</param>
/// <param name="First">The top over the first rate.</param>
/// <param name="Last">The first rate over the last.</param>
/// <param name="Linear">Whether the ways are lines; else half waves of a cosine.</param>
/// <param name="LeastMomentum">At the top.</param>
/// <param name="MostMomentum">At both ends.</param>
/// <remarks>Smith and Topin 2018, arXiv:1708.07120; two phases, as in PyTorch.</remarks>
public sealed record OneCycle(
    double Highest, int Steps, double Rise = 0.3, double First = 25, double Last = 1e4, bool Linear = false, double LeastMomentum = 0.85, double MostMomentum = 0.95) : ISchedule
{
    /// <inheritdoc/>
    public double At(int step) => Way(step, Highest / First, Highest, Highest / First / Last);

    /// <summary>Momentum, or Adam's β₁, at a step.</summary>
    /// <param name="step">Counts from 0.</param>
    public double MomentumAt(int step) => Way(step, MostMomentum, LeastMomentum, MostMomentum);

    private double Way(int step, double first, double top, double last)
    {
        var (summit, end) = (Rise * Steps - 1, Steps - 1.0);
        return step <= summit ? Between(first, top, step / summit) : Between(top, last, (step - summit) / (end - summit));
    }

    private double Between(double from, double to, double share) => Linear ? from + (to - from) * share : to + (from - to) / 2 * (1 + Wave.Cosine(share));
}
