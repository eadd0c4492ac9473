using System.Collections.Immutable;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Scores;

/// <summary>Scores cells by a set of genes against controls of like mean expression: scanpy's <c>score_genes</c>, with its draws.</summary>
/// <remarks>
/// Tirosh et al. 2016, doi:10.1126/science.aad0501, as scanpy computes it (<see cref="ScanpyRelease"/>). Genes are ranked by mean expression, rounded as numpy and scipy round it, for the rank of genes of
/// nearly equal mean depends on that. Control genes are those that numpy's legacy generator draws. Scores themselves are added in double; releases that add sparse ones in float differ from them by float's rounding.
/// </remarks>
public static class GeneScores
{
    /// <summary>A score a cell.</summary>
    /// <param name="matrix">[cells, genes], log-normalised as a rule.</param>
    /// <param name="panel">Its genes.</param>
    /// <param name="genes">The set; genes that the panel lacks are told and left out.</param>
    /// <param name="options">How; null for scanpy's defaults.</param>
    /// <exception cref="ArgumentException">The panel does not fit, no gene of the set or no control is there, a value is not finite, or an option is out of range.</exception>
    public static GeneScore Of(CellMatrix matrix, GenePanel panel, IReadOnlyList<string> genes, GeneScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(genes);
        options ??= new();
        Check(matrix, panel, options);
        var (set, missing) = Found(panel, genes, options.Aliases);
        if (set.Length == 0) throw new ArgumentException(NoneThere(panel, genes), nameof(genes));

        int[] pool = options.Pool is { } named ? [.. named.Select(panel.Find).Where(g => g >= 0).Distinct()] : [.. Enumerable.Range(0, panel.Count)];
        if (pool.Length == 0) throw new ArgumentException("None of the genes to draw controls from is in the panel. Leave the pool out to draw from all.", nameof(options));
        var controls = Draw(PoolMeans.Of(matrix, pool, options.As), pool, set, panel, options);
        if (controls.Length == 0)
            throw new ArgumentException($"No gene is left to compare the {set.Length} genes of the set to: they fill their ranges of expression. {(options.SetAmongControls ? "Draw controls from outside the set (SetAmongControls = false), or give more genes." : "Give more genes.")}", nameof(options));

        var (ofSet, ofControls) = (RowMeans(matrix, set), RowMeans(matrix, controls));
        for (var cell = 0; cell < ofSet.Length; cell++) ofSet[cell] -= ofControls[cell];
        return new(ofSet, [.. set.Select(g => panel.Names[g])], missing, [.. controls.Select(g => panel.Names[g])]);
    }

    private static void Check(CellMatrix matrix, GenePanel panel, GeneScoreOptions options)
    {
        if (matrix.Columns != panel.Count) throw new ArgumentException($"The matrix has {matrix.Columns} columns and the panel {panel.Count} genes. Give the panel of this matrix.", nameof(panel));
        if (options.Controls < 1) throw new ArgumentException($"{options.Controls} control genes cannot be drawn. Give at least 1.", nameof(options));
        if (options.Bins < 2) throw new ArgumentException($"Genes cannot fall into {options.Bins} ranges of expression. Give at least 2.", nameof(options));
        MatrixValues.CheckFinite(matrix, "score");
    }

    private static (int[] Set, ImmutableArray<string> Missing) Found(GenePanel panel, IReadOnlyList<string> genes, GeneAliases? aliases)
    {
        var (set, missing) = (new List<int>(), ImmutableArray.CreateBuilder<string>());
        foreach (var gene in genes.Distinct(StringComparer.Ordinal))
        {
            var name = aliases is null ? gene : aliases.In(panel, gene);
            if (name is not null && panel.Find(name) is >= 0 and var place) set.Add(place);
            else missing.Add(gene);
        }

        return ([.. set.Distinct()], missing.ToImmutable());
    }

    private static string NoneThere(GenePanel panel, IReadOnlyList<string> genes)
    {
        if (genes.Count == 0) return "The set has no genes. Name some.";
        var near = panel.Nearest(genes[0]) is { } found ? $" The nearest to '{genes[0]}' is '{found}'." : "";
        var example = panel.Count == 0 ? "" : $", as '{panel.Names[0]}'";
        return $"None of the {genes.Count} genes of the set is among the {panel.Count} of the matrix{example}.{near} Check that both are symbols, or both identifiers, of one species.";
    }

    /// <summary>Genes fall into ranges of like mean; from each range that holds a gene of the set, some are drawn.</summary>
    private static int[] Draw(double[] means, int[] pool, int[] set, GenePanel panel, GeneScoreOptions options)
    {
        var ranges = Ranges(means, options.Bins);
        var places = new Dictionary<int, int>();
        for (var i = 0; i < pool.Length; i++) places[pool[i]] = i;
        var wanted = new SortedSet<double>();
        foreach (var gene in set)
            wanted.Add(places.TryGetValue(gene, out var at) ? ranges[at] : throw new ArgumentException($"Gene '{panel.Names[gene]}' of the set is not among those that controls are drawn from, so its range of expression is unknown. Add it to the pool.", nameof(options)));

        var random = new LegacyRandomState(options.Seed);
        var inSet = set.ToHashSet();
        var controls = new SortedSet<int>();
        foreach (var range in wanted)
        {
            int[] members = [.. Enumerable.Range(0, pool.Length).Where(i => ranges[i] == range && (options.SetAmongControls || !inSet.Contains(pool[i]))).Select(i => pool[i])];
            if (options.As == ScanpyRelease.Before110 || options.Controls < members.Length)
                members = [.. random.Permutation(members.Length).Take(options.Controls).Select(i => members[i])];
            controls.UnionWith(members.Where(g => !inSet.Contains(g)));
        }

        return [.. controls];
    }

    /// <summary>The least rank of each mean, over how many genes a range holds, as a whole number; ∞ where there are fewer genes than ranges, which makes one range of all.</summary>
    private static double[] Ranges(double[] means, int bins)
    {
        var size = (int)Math.Round(means.Length / (bins - 1.0), MidpointRounding.ToEven);
        var sorted = (double[])means.Clone();
        Array.Sort(sorted);
        var least = new Dictionary<double, int>();
        for (var i = sorted.Length - 1; i >= 0; i--) least[sorted[i]] = i + 1;
        return Array.ConvertAll(means, mean => size == 0 ? double.PositiveInfinity : (double)(least[mean] / size));
    }

    private static double[] RowMeans(CellMatrix matrix, int[] genes)
    {
        var chosen = new bool[matrix.Columns];
        foreach (var gene in genes) chosen[gene] = true;
        var means = new double[matrix.Rows];
        MatrixValues.EachRow(matrix, (row, columns, values) =>
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                if (chosen[columns[i]])
                    sum += values[i];
            means[row] = sum / genes.Length;
        });
        return means;
    }
}
