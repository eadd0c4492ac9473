using Sintropia.Biology.Chance;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>Judges predictions of gene effects on lines, and on lines and genes, that were held out.</summary>
public static class DependencyStudy
{
    /// <summary>What is held out, and what is ranked within what.</summary>
    public const string Lines = "lines", Both = "lines and genes", LinesWithinGene = "lines within each gene", GenesWithinLine = "genes within each line";

    private const int Resamples = 2000, LeastRanked = 10;

    private static readonly DependencyModel[] s_models = Enum.GetValues<DependencyModel>();

    /// <summary>Carries it out.</summary>
    /// <param name="map">What was measured.</param>
    /// <param name="sets">Sets of genes by which genes are alike; null for none.</param>
    /// <param name="folds">Folds of lines, and of genes.</param>
    /// <param name="seed">Seed of folds and resamples.</param>
    /// <param name="report">Told how many folds are done, of how many.</param>
    /// <param name="stop">Ends it.</param>
    public static IReadOnlyList<DependencyScore> Of(DependencyMap map, IReadOnlyList<IReadOnlySet<string>>? sets, int folds, ulong seed, Action<int, int>? report = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        var prediction = new DependencyPrediction(map, sets);
        int[] ofLine = Folds(map.Lines.Count, folds, seed, 0), ofGene = Folds(map.Genes.Count, folds, seed, 1);
        var all = Enumerable.Range(0, map.Genes.Count).ToArray();
        // By what is held out, model and what is ranked: of each gene or line the correlations of its folds.
        var found = new Dictionary<(string, string, DependencyModel), List<double>[]>();
        for (var fold = 0; fold < folds; fold++)
        {
            stop.ThrowIfCancellationRequested();
            int[] train = [.. Enumerable.Range(0, ofLine.Length).Where(l => ofLine[l] != fold)], asked = [.. Enumerable.Range(0, ofLine.Length).Where(l => ofLine[l] == fold)];
            foreach (var model in s_models) Rank(map, found, Lines, model, asked, all, prediction.Lines(model, train, asked));
            for (var g = 0; g < folds; g++)
            {
                int[] known = [.. all.Where(gene => ofGene[gene] != g)], genes = [.. all.Where(gene => ofGene[gene] == g)];
                foreach (var model in s_models) Rank(map, found, Both, model, asked, genes, prediction.Genes(model, train, known, asked, genes));
            }

            report?.Invoke(fold + 1, folds);
        }

        return [.. new[] { Lines, Both }.SelectMany(held => new[] { LinesWithinGene, GenesWithinLine }.SelectMany(ranked => s_models.Select(model => Score(held, ranked, model, found, seed))))];
    }

    /// <summary>Places in folds of nearly equal size, by draws that are functions of the seed.</summary>
    private static int[] Folds(int count, int folds, ulong seed, ulong of)
    {
        var order = Enumerable.Range(0, count).OrderBy(i => Philox.Encrypt(new((ulong)i, of), seed).High).ToArray();
        var found = new int[count];
        for (var i = 0; i < count; i++) found[order[i]] = i % folds;
        return found;
    }

    private static void Rank(DependencyMap map, Dictionary<(string, string, DependencyModel), List<double>[]> found, string held, DependencyModel model, int[] lines, int[] genes, double[][] predicted)
    {
        List<double>[] Of(string ranked, int units)
        {
            if (!found.TryGetValue((held, ranked, model), out var lists)) found[(held, ranked, model)] = lists = [.. Enumerable.Range(0, units).Select(_ => new List<double>())];
            return lists;
        }

        List<double>[] byGene = Of(LinesWithinGene, map.Genes.Count), byLine = Of(GenesWithinLine, map.Lines.Count);
        for (var g = 0; g < genes.Length; g++) Add(byGene[genes[g]], [.. lines.Select((line, l) => (predicted[l][g], map.Effects[line][genes[g]]))]);
        for (var l = 0; l < lines.Length; l++) Add(byLine[lines[l]], [.. genes.Select((gene, g) => (predicted[l][g], map.Effects[lines[l]][gene]))]);
    }

    private static void Add(List<double> into, (double Predicted, double Measured)[] pairs)
    {
        var kept = pairs.Where(p => double.IsFinite(p.Measured)).ToArray();
        if (kept.Length < LeastRanked) return;
        var correlation = Correlation.Spearman([.. kept.Select(p => p.Predicted)], [.. kept.Select(p => p.Measured)]);
        into.Add(double.IsNaN(correlation) ? 0 : correlation); // one value for all ranks nothing
    }

    private static DependencyScore Score(string held, string ranked, DependencyModel model, Dictionary<(string, string, DependencyModel), List<double>[]> found, ulong seed)
    {
        double[] Of(DependencyModel which) => [.. found[(held, ranked, which)].Select(v => v.Count > 0 ? v.Average() : double.NaN).Where(v => !double.IsNaN(v))];
        double[] mine = Of(model), mean = Of(DependencyModel.Mean), ridge = Of(DependencyModel.ExpressionRidge);
        return new(held, ranked, model, Bootstrapped(mine, seed), Bootstrapped([.. mine.Select((v, i) => v - mean[i])], seed), Bootstrapped([.. mine.Select((v, i) => v - ridge[i])], seed), mine.Length);
    }

    private static Interval Bootstrapped(double[] values, ulong seed)
    {
        var means = new double[Resamples];
        for (var r = 0; r < Resamples; r++)
        {
            double sum = 0;
            for (var i = 0; i < values.Length; i++) sum += values[(int)Math.BigMul(Philox.Encrypt(new((ulong)r, (ulong)i), seed).High, (ulong)values.Length, out _)];
            means[r] = sum / values.Length;
        }

        return new(values.Average(), OrderStatistics.Quantile(means, 0.025), OrderStatistics.Quantile(means, 0.975));
    }
}
