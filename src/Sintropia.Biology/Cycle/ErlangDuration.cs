using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Cycle;

/// <summary>A chain of equal, memoryless stages: what phase durations of single human cells follow.</summary>
/// <param name="Stages">k, 1 to 500; the coefficient of variation is 1/√k.</param>
/// <param name="MeanHours">Mean of the whole chain, h.</param>
/// <remarks>Chao et al. 2019, doi:10.15252/msb.20188604; Yates et al. 2017, doi:10.1007/s11538-017-0356-4.</remarks>
public sealed record ErlangDuration(int Stages, double MeanHours) : DurationLaw
{
    /// <summary>k.</summary>
    public int Stages { get; } = Stages is >= 1 and <= 500
        ? Stages
        : throw new ArgumentOutOfRangeException(nameof(Stages), Stages, $"An Erlang duration cannot have {Stages} stages. Give a whole number from 1 to 500; above 500 use a fixed duration.");

    /// <summary>h.</summary>
    public double MeanHours { get; } = Positive(MeanHours, "mean");

    /// <inheritdoc/>
    public override double Mean => MeanHours;

    /// <inheritdoc/>
    public override double Survival(double hours) => hours <= 0 ? 1 : IncompleteGamma.Upper(Stages, hours * Stages / MeanHours);

    /// <inheritdoc/>
    public override double Laplace(double rate) => 1 + rate * MeanHours / Stages is > 0 and var stage ? Elementary.Pow(stage, -Stages) : double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Draw(Draws draws, CellId cell, Purpose purpose, ulong index)
    {
        // A sum of k exponentials is −ln of a product of k uniforms; each is at least 2⁻⁵⁴, so 16 of them cannot underflow.
        double logarithms = 0, product = 1;
        for (var stage = 0; stage < Stages; stage += 2)
        {
            var (first, second) = draws.Uniforms(cell, purpose, index + (ulong)(stage >> 1));
            product *= first;
            if (stage + 1 < Stages) product *= second;
            if ((stage & 14) != 14) continue;
            logarithms += Elementary.Log(product);
            product = 1;
        }

        return -(logarithms + Elementary.Log(product)) * MeanHours / Stages;
    }
}
