using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Cycle;

/// <summary>A constant chance of leaving, after an optional delay: f(t) = k e^(−k(t−δ)), k = 1/(mean − δ). With no delay it is the A-state of Smith and Martin.</summary>
/// <param name="MeanHours">Mean, the delay included; h.</param>
/// <param name="Delay">Shortest possible duration δ, h; 0 ≤ δ &lt; mean.</param>
/// <remarks>Smith and Martin 1973, doi:10.1073/pnas.70.4.1263.</remarks>
public sealed record ExponentialDuration(double MeanHours, double Delay = 0) : DurationLaw
{
    /// <summary>h.</summary>
    public double MeanHours { get; } = Positive(MeanHours, "mean");

    /// <summary>h.</summary>
    public double Delay { get; } = Delay >= 0 && Delay < MeanHours
        ? Delay
        : throw new ArgumentOutOfRangeException(nameof(Delay), Delay, $"A delayed exponential with mean {MeanHours} h cannot have a delay of {Delay} h. Give a delay from 0 to below the mean.");

    /// <inheritdoc/>
    public override double Mean => MeanHours;

    /// <inheritdoc/>
    public override double Survival(double hours) => hours <= Delay ? 1 : Exp((Delay - hours) / (MeanHours - Delay));

    /// <inheritdoc/>
    public override double Laplace(double rate) => 1 + rate * (MeanHours - Delay) is > 0 and var stages ? Exp(-rate * Delay) / stages : double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Quantile(double probability) => Delay - (MeanHours - Delay) * Elementary.Log(1 - probability);

    /// <inheritdoc/>
    public override double Draw(Draws draws, CellId cell, Purpose purpose, ulong index) => Delay + (MeanHours - Delay) * draws.Exponential(cell, purpose, index);
}
