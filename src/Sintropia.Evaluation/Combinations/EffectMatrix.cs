using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Combinations;

/// <summary>Wells relative to the baseline, by dose.</summary>
internal sealed class EffectMatrix
{
    public EffectMatrix(CombinationWell[] wells)
    {
        Wells = wells;
        AloneA = [.. wells.Where(w => w.DoseA > 0 && w.DoseB == 0).Select(w => new DosePoint(w.DoseA, w.Response))];
        AloneB = [.. wells.Where(w => w.DoseB > 0 && w.DoseA == 0).Select(w => new DosePoint(w.DoseB, w.Response))];
        MeanA = AloneA.GroupBy(p => p.Dose).ToDictionary(g => g.Key, g => 1 - g.Average(p => p.Response));
        MeanB = AloneB.GroupBy(p => p.Dose).ToDictionary(g => g.Key, g => 1 - g.Average(p => p.Response));
        Pairs = [.. wells.Where(w => w.DoseA > 0 && w.DoseB > 0).GroupBy(w => (w.DoseA, w.DoseB)).OrderBy(g => g.Key.DoseA).ThenBy(g => g.Key.DoseB).Select(g => (g.Key.DoseA, g.Key.DoseB, 1 - g.Average(w => w.Response), g.Count()))];
    }

    public CombinationWell[] Wells { get; }

    /// <summary>Viabilities.</summary>
    public IReadOnlyList<DosePoint> AloneA { get; }

    public IReadOnlyList<DosePoint> AloneB { get; }

    /// <summary>Mean effects alone, by dose.</summary>
    public IReadOnlyDictionary<double, double> MeanA { get; }

    public IReadOnlyDictionary<double, double> MeanB { get; }

    /// <summary>Mean effects of both.</summary>
    public IReadOnlyList<(double DoseA, double DoseB, double Effect, int Replicates)> Pairs { get; }
}
