using Sintropia.Design.Mechanisms;

namespace Sintropia.Design.Targets;

/// <summary>Scores every candidate's change against a wanted one by a measure; what can be prepared once for many wanted changes is.</summary>
internal sealed class SimilarityScores
{
    private const int MostGenesOfASet = 150, ShareOfGenes = 10;

    private readonly TargetMeasure _measure;
    private readonly double[][] _effects; // on the places that are compared
    private readonly double[] _lengths;
    private readonly double[]? _shared;
    private readonly RunningSum[] _profiles = [];
    private readonly (int[] Up, int[] Down)[] _sets = [];

    /// <summary>Prepares candidates.</summary>
    /// <param name="measure">How likeness is measured.</param>
    /// <param name="effects">Change of each candidate on the places that are compared; [candidates][places].</param>
    /// <param name="shared">What changes of training have in common, on the places; null for nothing.</param>
    public SimilarityScores(TargetMeasure measure, double[][] effects, double[]? shared)
    {
        _measure = measure;
        _shared = measure == TargetMeasure.Centred ? shared : null;
        _effects = _shared is null ? effects : [.. effects.Select(e => Less(e, _shared))];
        _lengths = [.. _effects.Select(Length)];
        if (measure != TargetMeasure.Connectivity) return;
        _profiles = new RunningSum[effects.Length];
        _sets = new (int[], int[])[effects.Length];
        Parallel.For(0, effects.Length, c =>
        {
            _profiles[c] = new(effects[c]);
            _sets[c] = Strongest(effects[c], _profiles[c]);
        });
    }

    /// <summary>Scores; higher is nearer, −∞ where a candidate has no number, as one that changes nothing has no cosine. [candidates]</summary>
    /// <param name="wanted">[places]</param>
    public double[] Of(double[] wanted)
    {
        var scores = new double[_effects.Length];
        if (_shared is not null) wanted = Less(wanted, _shared);
        if (_measure == TargetMeasure.Connectivity) Connect(wanted, scores);
        else
        {
            var own = Length(wanted);
            for (var c = 0; c < scores.Length; c++) scores[c] = _measure == TargetMeasure.Distance ? -Apart(_effects[c], wanted) : Dot(_effects[c], wanted) / (_lengths[c] * own);
        }

        for (var c = 0; c < scores.Length; c++)
            if (!double.IsFinite(scores[c]))
                scores[c] = double.NegativeInfinity;
        return scores;
    }

    private void Connect(double[] wanted, double[] scores)
    {
        var profile = new RunningSum(wanted);
        var (up, down) = Strongest(wanted, profile);
        for (var c = 0; c < scores.Length; c++)
            scores[c] = _lengths[c] > 0 ? (_profiles[c].Connectivity(up, down) + profile.Connectivity(_sets[c].Up, _sets[c].Down)) / 2 : double.NaN;
    }

    // The genes that rise and fall the most: a tenth of the panel each, 150 at most, as connectivity maps are asked.
    private static (int[] Up, int[] Down) Strongest(double[] change, RunningSum profile)
    {
        var size = Math.Clamp(change.Length / ShareOfGenes, 1, MostGenesOfASet);
        return ([.. profile.Descending.Take(size).Where(g => change[g] > 0)], [.. profile.Descending.Reverse().Take(size).Where(g => change[g] < 0)]);
    }

    private static double[] Less(double[] x, double[] y)
    {
        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i++) result[i] = x[i] - y[i];
        return result;
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static double Length(double[] x) => Math.Sqrt(Dot(x, x));

    private static double Apart(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.Sqrt(sum / x.Length);
    }
}
