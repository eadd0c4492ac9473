using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Combinations;

/// <summary>Mean scores of resampled matrices. Resample r is a function of (seed, r) alone.</summary>
internal static class MatrixBootstrap
{
    /// <returns>Shape [models][resamples].</returns>
    public static double[][] Means(EffectMatrix matrix, MatrixScoring scored, CombinationOptions options)
    {
        var groups = matrix.Wells.Select((w, i) => (Key: (w.DoseA, w.DoseB), i)).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.Select(w => w.i).ToArray());
        var replicated = groups.Values.All(g => g.Length > 1);
        var models = Enum.GetValues<ReferenceModel>();
        var means = models.Select(_ => new double[options.Resamples]).ToArray();
        for (var r = 0; r < options.Resamples; r++)
        {
            var stream = SplitMix.At(options.Seed, (ulong)r);
            var drawn = new CombinationWell[matrix.Wells.Length];
            for (var i = 0; i < drawn.Length; i++)
            {
                var well = matrix.Wells[i];
                var among = groups[(well.DoseA, well.DoseB)];
                // What everything is divided by varies as a factor, which cannot come near 0.
                drawn[i] = well with
                {
                    Response = replicated ? matrix.Wells[among[SplitMix.Below(among.Length, stream, (ulong)i)]].Response
                        : well is { DoseA: 0, DoseB: 0 } ? well.Response * Math.Exp(scored.Noise * Normal(stream, (ulong)i)) : well.Response + scored.Noise * Normal(stream, (ulong)i),
                };
            }

            // Control wells are wells like others: what they read moves the baseline.
            var control = groups.TryGetValue((0, 0), out var zero) && options.Baseline == BaselineRule.ControlWells ? zero.Average(i => drawn[i].Response) : 1;
            var again = MatrixScoring.Of(new EffectMatrix([.. drawn.Select(w => w with { Response = w.Response / control })]), options.Curves, scored);
            foreach (var model in models)
            {
                var values = again.Cells.Select(c => c.Excess(model)).Where(v => !double.IsNaN(v)).ToArray();
                means[(int)model][r] = values.Length > 0 ? values.Average() : double.NaN;
            }
        }

        return means;
    }

    private static double Normal(ulong stream, ulong index) => StandardNormal.Quantile(((SplitMix.At(stream, index) >> 11) + 0.5) * (1.0 / (1UL << 53)));
}
