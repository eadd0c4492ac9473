using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Validation.Claims;

/// <summary>Cells of each clone in each phase at one time. Clones are independent, their cells are not: all errors come from leaving out one clone at a time.</summary>
internal sealed class CloneCounts(double time, int clones)
{
    private double[]? _living;

    public double Time => time;

    public int Clones => clones;

    /// <summary>Shape [phases][clones].</summary>
    public double[][] ByPhase { get; } = [.. Phases.All.Select(_ => new double[clones])];

    /// <summary>Living cells; shape [clones].</summary>
    public double[] Living => _living ??= Sum(Phases.All.Where(p => p.IsLiving()));

    /// <summary>The visible dead; shape [clones].</summary>
    public double[] Dead => Sum(Phases.All.Where(p => !p.IsLiving()));

    /// <summary>Cells per founder.</summary>
    public JackknifeEstimate Fold => Jackknife.OfRatio(Living, Founders);

    /// <summary>Growth from one cell a clone, 1/h.</summary>
    public JackknifeEstimate Rate => Jackknife.OfGrowthRate(Founders, Living, time);

    /// <summary>ln 2 / rate, h.</summary>
    public JackknifeEstimate DoublingTime
    {
        get
        {
            var total = Living.Sum();
            double Doubling(double cells, double founders) => Math.Log(2) * time / Math.Log(cells / founders);
            return Jackknife.Of(Doubling(total, clones), clones, g => Doubling(total - Living[g], clones - 1));
        }
    }

    /// <summary>The dead per living cell.</summary>
    public JackknifeEstimate DeadPerLiving => Jackknife.OfRatio(Dead, Living);

    /// <summary>Share of the living in a phase.</summary>
    public JackknifeEstimate Fraction(Phase phase) => Jackknife.OfRatio(ByPhase[(int)phase], Living);

    private double[] Founders => [.. Enumerable.Repeat(1.0, clones)];

    private double[] Sum(IEnumerable<Phase> phases)
    {
        var sum = new double[clones];
        foreach (var phase in phases)
            for (var clone = 0; clone < clones; clone++) sum[clone] += ByPhase[(int)phase][clone];
        return sum;
    }
}
