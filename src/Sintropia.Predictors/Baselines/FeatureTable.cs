namespace Sintropia.Predictors.Baselines;

/// <summary>A vector of numbers for each of some names: embeddings of genes or of perturbations.</summary>
/// <param name="Width">Length of a vector.</param>
/// <param name="Vectors">By name.</param>
public sealed record FeatureTable(int Width, IReadOnlyDictionary<string, double[]> Vectors)
{
    /// <summary>The vector of perturbations that are done together: the sum of those that have one; null where none has.</summary>
    /// <param name="parts">Names and how much of each.</param>
    public double[]? Sum(IEnumerable<(string Name, double Level)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        double[]? sum = null;
        foreach (var (name, level) in parts)
        {
            if (!Vectors.TryGetValue(name, out var vector)) continue;
            sum ??= new double[Width];
            for (var i = 0; i < Width; i++) sum[i] += level * vector[i];
        }

        return sum;
    }

    /// <summary>Scores of the leading principal components of some rows, which are observations; columns are centred and not scaled, as R's prcomp does.</summary>
    /// <param name="names">A name a row.</param>
    /// <param name="rows">[rows][columns].</param>
    /// <param name="components">How many; no more than there are columns.</param>
    public static FeatureTable Principal(IReadOnlyList<string> names, IReadOnlyList<double[]> rows, int components)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        if (names.Count == 0 || names.Count != rows.Count || rows.Any(r => r.Length != rows[0].Length)) throw new ArgumentException($"{rows.Count} rows of {names.Count} names have no principal components. Give one row a name, all of one length.");
        var scores = PrincipalScores.Of(rows, Math.Min(components, Math.Min(rows.Count, rows[0].Length)));
        return new(scores[0].Length, names.Select((name, i) => (name, scores[i])).ToDictionary(p => p.name, p => p.Item2, StringComparer.Ordinal));
    }

    /// <summary>The genes of a table by their training pseudobulks: principal components over perturbations, genes being observations.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="components">How many. Default: 10.</param>
    public static FeatureTable OfGenes(EffectTable table, int components = 10)
    {
        ArgumentNullException.ThrowIfNull(table);
        GroupMean[] groups = [.. table.Groups.OrderBy(g => g.Context, StringComparer.Ordinal).ThenBy(g => g.Perturbation, StringComparer.Ordinal)];
        return Principal(table.Genes, [.. Enumerable.Range(0, table.Genes.Length).Select(gene => groups.Select(g => g.Mean[gene]).ToArray())], components);
    }
}
